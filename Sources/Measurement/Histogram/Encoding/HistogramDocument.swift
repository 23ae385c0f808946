import FoundationEssentials
import OSThreads

/// A histogram for a file, whole: read again it is equal to what it was.
///
/// In JSON the members have the names that they have here. Times are whole nanoseconds.
public struct HistogramDocument: Sendable, Equatable, Codable {
    /// How many values were counted.
    public var count: Int64
    /// How many of them were longer than an hour.
    public var beyond: Int64
    public var sumNanoseconds: Int128
    public var minNanoseconds: Int64
    public var maxNanoseconds: Int64
    /// The counters: HdrHistogram's encoding V2 compressed, in base64. Other programs can read it.
    public var hdrHistogram: String

    public init(_ histogram: Histogram) {
        count = histogram.count
        beyond = histogram.beyond
        sumNanoseconds = histogram.sum.attoseconds / 1_000_000_000
        minNanoseconds = histogram.min.wholeNanoseconds
        maxNanoseconds = histogram.max.wholeNanoseconds
        hdrHistogram = Data(histogram.compressed()).base64EncodedString()
    }
}

extension Histogram {
    /// - Throws: `inconsistent` where the figures can't be those of the counters; what reading the counters throws.
    public init(_ document: HistogramDocument) throws(HistogramDecodingError) {
        guard let data = Data(base64Encoded: document.hdrHistogram) else { throw .notBase64 }
        let read = try Histogram(compressed: Array(data))
        guard (read.count, read.beyond) == (document.count, document.beyond), document.minNanoseconds >= 0,
            document.minNanoseconds <= document.maxNanoseconds, document.sumNanoseconds >= 0,
            read.count > 0 || (document.sumNanoseconds == 0 && document.maxNanoseconds == 0)
        else { throw .inconsistent }
        guard document.sumNanoseconds <= HistogramDecoder.mostSum else { throw .tooLarge }
        self = read.with(
            sum: .nanoseconds(document.sumNanoseconds), min: .nanoseconds(document.minNanoseconds),
            max: .nanoseconds(document.maxNanoseconds))
    }
}
