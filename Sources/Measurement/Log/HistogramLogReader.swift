import FoundationEssentials

/// Reads HdrHistogram's interval logs, versions 1.0 to 1.3 as far as their histograms have the encoding V2, line by line.
///
/// Values are taken for nanoseconds. What the greatest value is said to be is not looked at: the histogram has it.
public struct HistogramLogReader: Sendable {
    /// Since 1970 in UTC: what the log says or, where it does not, the time of its first interval; nil before either.
    public private(set) var startTime: Duration?
    /// Which the times of intervals are counted from, since 1970.
    private var baseTime: Duration?
    /// How many lines were read.
    private var lines = 0

    public init() {}

    /// Reads the next line, without what ends it; nil of one that is no interval: a comment, the legend, an empty line.
    public mutating func read(_ line: some StringProtocol) throws(HistogramLogError) -> HistogramLogInterval?
    {
        lines += 1
        var line = Substring(line)
        if line.last?.isNewline == true { line.removeLast() }
        if line.hasPrefix("#") {
            if let time = try time("#[StartTime:", in: line) { startTime = time }
            if let time = try time("#[BaseTime:", in: line) { baseTime = time }
            return nil
        }
        if line.allSatisfy(\.isWhitespace) || line.hasPrefix("\"StartTimestamp\"") { return nil }
        return try interval(line)
    }

    /// Reads lines that newlines, with or without carriage returns, end; their intervals.
    public mutating func readLines(_ text: some StringProtocol) throws(HistogramLogError)
        -> [HistogramLogInterval]
    {
        var intervals: [HistogramLogInterval] = []
        for line in Substring(text).split(
            omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" })
        {
            if let interval = try read(line) { intervals.append(interval) }
        }
        return intervals
    }

    private mutating func interval(_ line: Substring) throws(HistogramLogError) -> HistogramLogInterval {
        var fields = line.split(separator: ",", maxSplits: 5, omittingEmptySubsequences: false)
        var tag: String?
        if let first = fields.first, first.hasPrefix("Tag=") {
            tag = String(first.dropFirst(4))
            fields.removeFirst()
        }
        guard fields.count == 4 else { throw error(.noInterval) }
        let (start, length) = (try seconds(fields[0]), try seconds(fields[1]))
        guard length >= .zero else { throw error(.noNumber(String(fields[1]))) }
        guard Double(fields[2]) != nil else { throw error(.noNumber(String(fields[2]))) }
        let histogram = try histogram(fields[3])
        return HistogramLogInterval(tag: tag, start: sinceStart(start), length: length, histogram: histogram)
    }

    /// Times may be absolute or since the start; where a log does not say, it is as in HdrHistogram the latter if they
    /// are more than a year before the start.
    private mutating func sinceStart(_ time: Duration) -> Duration {
        let base: Duration
        if let baseTime {
            base = baseTime
        } else if let startTime, time < startTime - .seconds(365 * 24 * 3600) {
            base = startTime
        } else {
            base = .zero
        }
        baseTime = base
        let start = startTime ?? base + time
        startTime = start
        return base + time - start
    }

    private func histogram(_ text: Substring) throws(HistogramLogError) -> Histogram {
        guard let data = Data(base64Encoded: String(text)) else { throw error(.histogram(.notBase64)) }
        do throws(HistogramDecodingError) {
            return try Histogram(compressed: Array(data))
        } catch {
            throw self.error(.histogram(error))
        }
    }

    /// The seconds that stand after a name, where a comment begins with it.
    private func time(_ name: String, in comment: Substring) throws(HistogramLogError) -> Duration? {
        guard comment.hasPrefix(name) else { return nil }
        let rest = comment.dropFirst(name.count).drop { $0 == " " }
        return try seconds(rest.prefix { $0 != " " && $0 != "]" })
    }

    /// A decimal number of seconds, kept to the nanosecond.
    private func seconds(_ text: Substring) throws(HistogramLogError) -> Duration {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2e }),
            let whole = Int64(parts[0]),
            let part = Int64((parts.dropFirst().first ?? "").prefix(9).padded(to: 9))
        else { throw error(.noNumber(String(text))) }
        let duration = Duration.seconds(whole) + .nanoseconds(part)
        return text.hasPrefix("-") ? .zero - duration : duration
    }

    private func error(_ reason: HistogramLogError.Reason) -> HistogramLogError {
        HistogramLogError(line: lines, reason: reason)
    }
}

extension Substring {
    /// With zeros behind it.
    fileprivate func padded(to count: Int) -> String {
        self + String(repeating: "0", count: count - self.count)
    }
}
