import FoundationEssentials

/// The lines of HdrHistogram's interval log, version 1.3, as its Java implementation writes them
/// (https://github.com/HdrHistogram/HdrHistogram, HistogramLogWriter.java). Each ends with a newline.
///
/// Times are seconds, to the millisecond, and since the log's start. The greatest value is in milliseconds. Of sum, least
/// and greatest the histograms keep what their counters do.
public struct HistogramLogWriter: Sendable {
    /// Since 1970 in UTC.
    public let startTime: Duration

    public init(startTime: Duration) { self.startTime = startTime }

    /// What stands before the intervals. Each comment becomes a line.
    public func header(comments: [String] = []) -> String {
        let seconds = Self.decimal(startTime, unit: .seconds(1))
        let date = Date(timeIntervalSince1970: Double(startTime.components.seconds)).formatted(.iso8601)
        let comments = comments.map { "#[\($0.filter { !$0.isNewline })]\n" }.joined()
        return """
            \(comments)#[Histogram log format version 1.3]
            #[StartTime: \(seconds) (seconds since epoch), \(date)]
            #[BaseTime: \(seconds) (seconds since epoch)]
            "StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"

            """
    }

    /// An interval. What a tag can't hold, commas and white space, becomes `_`.
    public func line(_ interval: HistogramLogInterval) -> String {
        // The length is from one rounded time to the next, so that intervals that meet still do.
        let start = Self.count(of: .milliseconds(1), in: interval.start)
        let end = Self.count(of: .milliseconds(1), in: interval.start + interval.length)
        let fields = [
            Self.decimal(start), Self.decimal(end - start),
            Self.decimal(interval.histogram.max, unit: .milliseconds(1)),
            Data(interval.histogram.compressed()).base64EncodedString(),
        ]
        let tag = (interval.tag ?? "").map { $0 == "," || $0.isWhitespace ? "_" : String($0) }.joined()
        return (tag.isEmpty ? "" : "Tag=\(tag),") + fields.joined(separator: ",") + "\n"
    }

    /// So many of a unit, with three decimals.
    private static func decimal(_ duration: Duration, unit: Duration) -> String {
        decimal(count(of: unit / 1000, in: duration))
    }

    private static func decimal(_ thousandths: Int128) -> String {
        let (whole, rest) = thousandths.magnitude.quotientAndRemainder(dividingBy: 1000)
        return "\(thousandths < 0 ? "-" : "")\(whole)." + String(1000 + rest).dropFirst()
    }

    /// How many units, rounded to the nearest.
    private static func count(of unit: Duration, in duration: Duration) -> Int128 {
        let (unit, duration) = (unit.attoseconds, duration.attoseconds)
        return (duration + (duration < 0 ? -unit : unit) / 2) / unit
    }
}
