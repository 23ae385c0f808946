/// A histogram that is kept, and not added to: it takes ten bytes for each duration that was told apart.
public struct PackedHistogram: Sendable, Equatable {
    /// Of the counters that are above zero, in order.
    private var indices: [UInt16] = []
    private var counts: [Int64] = []
    private let beyond: Int64
    private let sum: Duration
    private let min: Duration
    private let max: Duration

    public init(_ histogram: Histogram) {
        (beyond, sum, min, max) = (histogram.beyond, histogram.sum, histogram.min, histogram.max)
        histogram.forEachCounter { index, count in
            indices.append(UInt16(index))
            counts.append(count)
        }
    }

    /// The same, to be added to.
    public var histogram: Histogram {
        var counters = PagedCounters()
        for (index, count) in zip(indices, counts) { counters.add(count, at: Int(index)) }
        return Histogram(counters, beyond: beyond, sum: sum, min: min, max: max)
    }
}
