/// Reads HdrHistogram's encoding V2 as it comes, whatever its layout, within memory that does not depend on it.
///
/// A counter of another layout is counted again as its highest value, so that percentiles are those that others say,
/// and adds to the sum with its middle, as in HdrHistogram's mean. Least and greatest are the lowest value of the least counter
/// and the highest of the greatest. A counter whose values all lie past an hour is `beyond`. The factor that makes integers
/// into floating-point values is not looked at.
struct HistogramDecoder {
    static let cookie: UInt32 = 0x1c84_9303
    static let compressedCookie: UInt32 = 0x1c84_9304
    /// Beside a cookie: how long a counter is, which here depends on the counter.
    static let variableLength: UInt32 = 0x10
    static let headerSize = 40
    /// What is read at most: a thousand such histograms can be merged.
    static let mostCount: Int64 = 1 << 53
    /// Nanoseconds.
    static let mostSum: Int128 = 100_000_000_000_000_000 * 1_000_000_000

    private var header: [UInt8] = []
    private var layout: EncodedLayout?
    /// How many bytes of counters are still to come.
    private var remaining = 0
    private var reader = EncodedIntegers.Reader()
    /// The next counter.
    private var next = 0

    private var counters = PagedCounters()
    private var count: Int64 = 0
    private var beyond: Int64 = 0
    private var sum: Int128 = 0
    private var min: Int64?
    private var max: Int64 = 0

    mutating func take(_ bytes: Span<UInt8>) throws(HistogramDecodingError) {
        for index in bytes.indices {
            if let layout {
                try take(bytes[index], layout)
            } else {
                header.append(bytes[index])
                if header.count == Self.headerSize { layout = try readHeader() }
            }
        }
    }

    /// What was read, at its end.
    func histogram() throws(HistogramDecodingError) -> Histogram {
        guard layout != nil else { throw .truncated }
        guard remaining == 0 else { throw .wrongLength }
        guard reader.isBetween else { throw .truncatedCounter }
        return Histogram(
            counters, beyond: beyond, sum: .nanoseconds(sum), min: .nanoseconds(min ?? 0),
            max: .nanoseconds(max))
    }

    private mutating func readHeader() throws(HistogramDecodingError) -> EncodedLayout {
        let header = header[...]
        let cookie: UInt32 = header.bigEndian(at: 0)
        guard cookie & ~0xf0 == Self.cookie else { throw .unknownCookie(cookie) }
        let shift: Int32 = header.bigEndian(at: 8)
        guard shift == 0 else { throw .shifted(by: shift) }
        let digits: Int32 = header.bigEndian(at: 12)
        let (lowest, highest): (Int64, Int64) = (header.bigEndian(at: 16), header.bigEndian(at: 24))
        guard let layout = EncodedLayout(significantDigits: digits, lowest: lowest, highest: highest) else {
            throw .impossibleLayout(significantDigits: digits, lowest: lowest, highest: highest)
        }
        remaining = Int(header.bigEndian(at: 4, as: UInt32.self))
        guard remaining <= layout.counters * 9 else { throw .tooManyCounters }
        return layout
    }

    private mutating func take(_ byte: UInt8, _ layout: EncodedLayout) throws(HistogramDecodingError) {
        guard remaining > 0 else { throw .wrongLength }
        remaining -= 1
        guard let number = reader.take(byte) else { return }
        let steps = number < 0 ? number.magnitude : 1
        guard steps <= layout.counters - next else { throw .tooManyCounters }
        if number > 0 { try add(number, of: layout.values(of: next)) }
        next += Int(steps)
    }

    private mutating func add(
        _ more: Int64, of values: ClosedRange<Int64>
    ) throws(HistogramDecodingError) {
        guard more <= Self.mostCount - count else { throw .tooLarge }
        count += more
        let middle = values.lowerBound + (values.upperBound - values.lowerBound + 1) / 2
        sum += Int128(middle) * Int128(more)
        guard sum <= Self.mostSum else { throw .tooLarge }
        min = min ?? values.lowerBound
        max = values.upperBound
        let isWithin = values.lowerBound <= HistogramLayout.highestTrackable
        let highest = Swift.min(values.upperBound, HistogramLayout.highestTrackable)
        if isWithin, let index = HistogramLayout.index(of: highest) {
            counters.add(more, at: index)
        } else {
            beyond += more
        }
    }
}
