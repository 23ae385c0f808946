/// Quantities as the page has them.
enum Quantity {
    /// Seconds: `1.234 s`, `5.67 ms`, `89 µs`; a dash of none.
    static func time(_ seconds: Double?) -> String {
        guard let seconds, seconds.isFinite else { return "–" }
        let text = seconds < 0.001 ? Numbers.fixed(seconds * 1e6, 0) + " µs" : Numbers.time(seconds)
        // A number stays with its unit.
        return text.replacing(" ", with: "\u{a0}")
    }

    /// A tick's: `200 ms`, `1.5 s`.
    static func shortTime(_ seconds: Double) -> String {
        if seconds == 0 { return "0" }
        let (number, unit) =
            seconds < 0.000_999_9
            ? (seconds * 1e6, "µs") : seconds < 0.999_9 ? (seconds * 1e3, "ms") : (seconds, "s")
        return short(number) + "\u{a0}" + unit
    }

    /// A tick's: `4 MiB`.
    static func shortBytes(_ bytes: Double) -> String {
        let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
        var (number, unit) = (bytes, 0)
        while number >= 1024, unit < units.count - 1 {
            number /= 1024
            unit += 1
        }
        return bytes == 0 ? "0" : short(number) + "\u{a0}" + units[unit]
    }

    /// MB/s of 1,000,000 bytes; a dash of none.
    static func rate(_ bytesPerSecond: Double?) -> String {
        bytesPerSecond.map { Numbers.fixed($0 / 1e6, 1) } ?? "–"
    }

    /// By the seconds that it took; a dash where that was no time.
    static func perSecond(_ number: Double, _ seconds: Double) -> String {
        seconds > 0 ? Numbers.fixed(number / seconds, 1) : "–"
    }

    /// No more digits after the point than it has, and two at most.
    private static func short(_ number: Double) -> String {
        let hundredths = (number * 100).rounded()
        let digits =
            hundredths.truncatingRemainder(dividingBy: 100) == 0
            ? 0 : hundredths.truncatingRemainder(dividingBy: 10) == 0 ? 1 : 2
        return Numbers.fixed(number, digits)
    }
}
