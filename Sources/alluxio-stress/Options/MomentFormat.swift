import CommandLineOptions
import FoundationEssentials

extension ValueFormat where Value == Double {
    /// A moment: a time of RFC 3339, or seconds since 1970, which is what it is read as.
    static var moment: Self {
        Self(placeholder: "TIME", write: Moment.text) { text throws(InvalidValue) in
            if let seconds = Double(text), (0..<Moment.end).contains(seconds) { return seconds }
            guard let seconds = Moment.seconds(text) else {
                throw InvalidValue(
                    "'\(text)' is neither a time such as 2026-11-27T15:00:00Z or 2026-11-27T16:00:00.5+01:00, nor seconds since 1970"
                )
            }
            return seconds
        }
    }
}

/// Moments as RFC 3339 writes them, section 5.6.
private enum Moment {
    /// The end of the year 9999.
    static let end: Double = 253_402_300_800

    static func text(_ seconds: Double) -> String {
        let date = Date(timeIntervalSince1970: seconds)
        let isWhole = seconds == seconds.rounded()
        return Date.ISO8601FormatStyle(includingFractionalSeconds: !isWhole).format(date)
    }

    /// Nil where the text is no such time, or one before 1970.
    static func seconds(_ text: String) -> Double? {
        let text = text.uppercased().replacing(" ", with: "T")
        let dateTime = text.prefix(19)
        let rest = text.dropFirst(19)
        let fraction = rest.first == "." ? rest.prefix { !"Z+-".contains($0) } : ""
        guard let whole = wholeSeconds(String(dateTime)), let ahead = offset(rest.dropFirst(fraction.count)),
            fraction.isEmpty || fraction.count > 1 && fraction.dropFirst().allSatisfy(\.isWholeNumber),
            let part = fraction.isEmpty ? 0 : Double("0" + fraction)
        else { return nil }
        let seconds = whole - ahead + part
        return (0..<end).contains(seconds) ? seconds : nil
    }

    /// Of `2026-11-27T15:00:00`.
    private static func wholeSeconds(_ dateTime: String) -> Double? {
        let style = Date.ISO8601FormatStyle()
        // What is read leniently, such as the 30th of February, is not written again as it was.
        guard let date = try? style.parse(dateTime + "Z"), style.format(date) == dateTime + "Z" else {
            return nil
        }
        return date.timeIntervalSince1970
    }

    /// Seconds that `Z`, `+01:00` or `-05:30` is ahead of UTC.
    private static func offset(_ zone: Substring) -> Double? {
        if zone == "Z" { return 0 }
        let numbers = zone.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
        guard let sign = zone.first, sign == "+" || sign == "-", numbers.count == 2,
            numbers.allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isWholeNumber) }),
            let hours = Double(numbers[0]), let minutes = Double(numbers[1]), hours < 24, minutes < 60
        else { return nil }
        return (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
    }
}
