import OSThreads

/// How often which duration was met, to three significant digits, as in HdrHistogram; histograms merge exactly.
///
/// Count, sum, least and greatest are kept as they were. What lasts longer than an hour is counted as that.
public struct Histogram: Sendable {
    public private(set) var count: Int64 = 0
    /// Of those durations, how many were longer than the longest that is told apart, one hour.
    public private(set) var beyond: Int64 = 0
    public private(set) var sum: Duration = .zero
    /// The least; zero of nothing.
    public private(set) var min: Duration = .zero
    /// The greatest; zero of nothing.
    public private(set) var max: Duration = .zero
    private var counters = PagedCounters()

    public init() {}

    /// What others counted: how often each counter was met, and the figures that go with them.
    init(
        _ counters: PagedCounters, beyond: Int64, sum: Duration, min: Duration, max: Duration
    ) {
        self.counters = counters
        self.beyond = beyond
        count = counters.total + beyond
        (self.sum, self.min, self.max) = count > 0 ? (sum, min, max) : (.zero, .zero, .zero)
    }

    /// The mean, or nil of nothing.
    public var mean: Duration? { count == 0 ? nil : sum / Int(count) }

    /// Counts a duration; one below zero counts as zero.
    public mutating func record(_ duration: Duration) {
        let nanoseconds = Swift.max(0, duration.wholeNanoseconds)
        if let index = HistogramLayout.index(of: nanoseconds) {
            counters.add(1, at: index)
        } else {
            beyond += 1
        }
        let duration = Duration.nanoseconds(nanoseconds)
        note(count: 1, sum: duration, min: duration, max: duration)
    }

    public mutating func merge(_ other: Histogram) {
        guard other.count > 0 else { return }
        counters.add(other.counters)
        beyond += other.beyond
        note(count: other.count, sum: other.sum, min: other.min, max: other.max)
    }

    private mutating func note(
        count more: Int64, sum moreSum: Duration, min least: Duration, max greatest: Duration
    ) {
        min = count == 0 ? least : Swift.min(min, least)
        max = Swift.max(max, greatest)
        sum += moreSum
        count += more
    }

    /// The duration that so large a part, from 0 to 1, of all did not exceed; nil of nothing. It is the longest of those
    /// that count as the same, but within the least and the greatest that were met.
    public func percentile(_ part: Double) -> Duration? {
        guard count > 0 else { return nil }
        let wanted = Swift.max(1, Int64((part * Double(count)).rounded(.up)))
        guard let index = counters.index(ofRank: wanted) else { return max }
        let longest = Duration.nanoseconds(HistogramLayout.values(of: index).upperBound)
        return Swift.max(min, Swift.min(longest, max))
    }

    /// How many did not exceed a duration, to the precision of its counter.
    public func count(upTo duration: Duration) -> Int64 {
        guard let last = HistogramLayout.index(of: Swift.max(0, duration.wholeNanoseconds)) else {
            return count
        }
        var sum: Int64 = 0
        counters.forEachCounter { index, count in if index <= last { sum += count } }
        return sum
    }

    /// What was recorded since an earlier state of the same histogram; its least and greatest are of their counters.
    public func since(_ earlier: Histogram) -> Histogram {
        guard earlier.count > 0 else { return self }
        let rest = counters.subtracting(earlier.counters)
        let beyond = beyond - earlier.beyond
        let least = rest.first.map { Swift.max(min, .nanoseconds(HistogramLayout.values(of: $0).lowerBound)) }
        let greatest = rest.last.map {
            Swift.min(max, .nanoseconds(HistogramLayout.values(of: $0).upperBound))
        }
        return Histogram(
            rest, beyond: beyond, sum: sum - earlier.sum, min: least ?? max,
            max: beyond > 0 ? max : greatest ?? .zero)
    }

    /// Calls `body` with each duration that counts as one, from the shortest on, and how often it was met.
    public func forEachValue(_ body: (_ values: ClosedRange<Duration>, _ count: Int64) -> Void) {
        counters.forEachCounter { index, count in
            let values = HistogramLayout.values(of: index)
            body(.nanoseconds(values.lowerBound) ... .nanoseconds(values.upperBound), count)
        }
    }

    /// The same counters with figures that are known better than from them.
    func with(sum: Duration, min: Duration, max: Duration) -> Histogram {
        Histogram(counters, beyond: beyond, sum: sum, min: min, max: max)
    }

    /// Calls `body` with the number of each counter that is above zero, and what it stands at.
    func forEachCounter(_ body: (_ index: Int, _ count: Int64) -> Void) { counters.forEachCounter(body) }
}

extension Histogram: Equatable {}
