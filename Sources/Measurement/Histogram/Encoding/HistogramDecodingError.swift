/// Why bytes are no histogram that can be read.
public enum HistogramDecodingError: Error, Equatable {
    /// They end within the header.
    case truncated
    /// They begin otherwise than HdrHistogram's V2 encoding, or than its compressed form where that is read.
    case unknownCookie(UInt32)
    /// The header says another length than there is.
    case wrongLength
    /// What should be compressed is no whole zlib stream.
    case notZlib
    /// No histogram has such a layout: the digits, or the values from `lowest` to `highest`, are outside of what can be.
    case impossibleLayout(significantDigits: Int32, lowest: Int64, highest: Int64)
    /// Its counters were shifted, as only a histogram of floating-point values is.
    case shifted(by: Int32)
    /// The counters end within one.
    case truncatedCounter
    /// There are more counters than the layout has.
    case tooManyCounters
    /// More was counted than can be merged without overflow: over 2⁵³ values, or 10¹⁷ seconds in sum.
    case tooLarge
    /// What should be base64 (RFC 4648, section 4) is not.
    case notBase64
    /// The figures of a document are not those of the histogram that it holds.
    case inconsistent
}

extension HistogramDecodingError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .truncated: "the histogram ends within its header"
        case .unknownCookie(let cookie):
            "0x\(String(cookie, radix: 16)) does not begin a histogram in HdrHistogram's encoding V2"
        case .wrongLength: "the histogram has another length than its header says"
        case .notZlib: "the compressed histogram is no whole zlib stream"
        case .impossibleLayout(let digits, let lowest, let highest):
            "a histogram can't have \(digits) significant digits from \(lowest) to \(highest)"
        case .shifted(let offset): "the histogram's counters are shifted by \(offset)"
        case .truncatedCounter: "the histogram ends within a counter"
        case .tooManyCounters: "the histogram has more counters than its layout"
        case .tooLarge: "the histogram counts more than can be added up"
        case .notBase64: "the histogram is not in base64"
        case .inconsistent: "the figures beside the histogram are not its own"
        }
    }
}
