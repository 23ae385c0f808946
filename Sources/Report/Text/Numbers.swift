import FoundationEssentials

/// Numbers as the reports print them.
package enum Numbers {
    /// A whole number with commas: `419,430,400`.
    package static func whole(_ number: Int64) -> String {
        var digits = String(number.magnitude)
        var end = digits.endIndex
        while let comma = digits.index(end, offsetBy: -3, limitedBy: digits.startIndex),
            comma > digits.startIndex
        {
            digits.insert(",", at: comma)
            end = comma
        }
        return (number < 0 ? "-" : "") + digits
    }

    static func whole(_ number: Int) -> String { whole(Int64(number)) }

    /// With so many digits after the point, rounded.
    static func fixed(_ number: Double, _ digits: Int) -> String {
        guard number.isFinite else { return "-" }
        var scale: Int64 = 1
        for _ in 0..<digits { scale *= 10 }
        let scaled = (number.magnitude * Double(scale)).rounded()
        guard scaled < 9e18 else { return "\(number)" }
        let total = Int64(scaled)
        let sign = number < 0 && total > 0 ? "-" : ""
        guard digits > 0 else { return sign + whole(total) }
        let fraction = String(total % scale)
        return sign + whole(total / scale) + "." + String(repeating: "0", count: digits - fraction.count)
            + fraction
    }

    /// Bytes a second as MB/s of 1,000,000 bytes.
    static func megabytesPerSecond(_ bytesPerSecond: Double?) -> String {
        bytesPerSecond.map { fixed($0 / 1e6, 1) + " MB/s" } ?? "- MB/s"
    }

    /// Seconds, as what a person reads: `1.234 s`, `5.67 ms`, `89 us`.
    static func time(_ seconds: Double) -> String {
        switch seconds {
        case 1...: fixed(seconds, 3) + " s"
        case 0.001...: fixed(seconds * 1e3, 2) + " ms"
        default: fixed(seconds * 1e6, 0) + " us"
        }
    }

    /// Seconds to three significant digits, as many as a histogram has: `1.23 s`, `56.7 ms`, `89.0 us`.
    static func shortTime(_ seconds: Double) -> String {
        switch seconds {
        case 0.000_999_5...:
            seconds < 0.999_5 ? significant(seconds * 1e3) + " ms" : significant(seconds) + " s"
        default: significant(seconds * 1e6) + " us"
        }
    }

    /// To three significant digits at least: `1.23`, `12.3`, `1,234`.
    static func significant(_ number: Double) -> String {
        switch number.magnitude {
        case ..<9.995: fixed(number, 2)
        case ..<99.95: fixed(number, 1)
        default: fixed(number, 0)
        }
    }

    /// Seconds as a clock shows them: `0:09`, `12:34`, `1:23:45`. What has passed is rounded down, and what is left up.
    static func clock(_ seconds: Double, rounded rule: FloatingPointRoundingRule) -> String {
        let whole = Int64(min(max(0, seconds.rounded(rule)), 9e15))
        let padded = { (number: Int64) in (number < 10 ? "0" : "") + "\(number)" }
        let (minutes, rest) = (whole / 60, padded(whole % 60))
        return minutes < 60
            ? "\(minutes):\(rest)" : "\(Numbers.whole(minutes / 60)):\(padded(minutes % 60)):\(rest)"
    }

    /// `1 file`, `2 files`.
    static func counted(_ number: Int64, _ noun: String) -> String {
        "\(whole(number)) \(noun)\(number == 1 ? "" : "s")"
    }

    static func counted(_ number: Int, _ noun: String) -> String { counted(Int64(number), noun) }
}
