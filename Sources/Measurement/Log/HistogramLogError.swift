/// Why a line of an interval log can't be read.
public struct HistogramLogError: Error, Equatable {
    public enum Reason: Sendable, Equatable {
        /// It is no comment and has not the four fields of an interval.
        case noInterval
        /// What should be a number of seconds or, of the greatest value, a number.
        case noNumber(String)
        /// What stands there as the histogram.
        case histogram(HistogramDecodingError)
    }

    /// From 1 on.
    public var line: Int
    public var reason: Reason

    public init(line: Int, reason: Reason) {
        self.line = line
        self.reason = reason
    }
}

extension HistogramLogError: CustomStringConvertible {
    public var description: String {
        switch reason {
        case .noInterval: "line \(line): neither a comment nor an interval"
        case .noNumber(let text): "line \(line): \"\(text)\" is not a number"
        case .histogram(let error): "line \(line): \(error)"
        }
    }
}
