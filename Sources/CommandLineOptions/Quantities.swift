extension ValueFormat where Value == Int64 {
    /// A number of bytes, alone or with K, M, G or T, each with or without B or iB. All of them count by 1,024, as
    /// everywhere in Alluxio.
    public static func size(_ range: ClosedRange<Int64>) -> Self {
        Self(placeholder: "SIZE", write: Quantity.text(bytes:)) { text throws(InvalidValue) in
            guard let bytes = Quantity.bytes(text), range.contains(bytes) else {
                throw InvalidValue(
                    "'\(text)' is not a size from \(range.lowerBound) bytes to \(Quantity.text(bytes: range.upperBound))"
                        + ", such as 4096, 64KB or 1GB")
            }
            return bytes
        }
    }
}

extension ValueFormat where Value == Duration {
    /// A time: a number with `ms`, `s`, `m` or `h`; seconds without one. From a millisecond to a year.
    public static var duration: Self {
        Self(placeholder: "TIME", write: Quantity.text(time:)) { text throws(InvalidValue) in
            guard let duration = Quantity.duration(text), duration >= .milliseconds(1),
                duration <= .seconds(365 * 86_400)
            else {
                throw InvalidValue("'\(text)' is not a time above zero, such as 500ms, 30s, 5m or 1h")
            }
            return duration
        }
    }

    /// A time of one or more whole seconds.
    public static var wholeSeconds: Self {
        Self(placeholder: duration.placeholder, write: duration.write) { text throws(InvalidValue) in
            let time = try duration.read(text)
            guard time == .seconds(time.components.seconds) else {
                throw InvalidValue("'\(text)' is not a whole number of seconds, such as 2s, 30s or 5m")
            }
            return time
        }
    }
}

/// Numbers with units.
enum Quantity {
    private static let sizeUnits: [(letter: String, bytes: Int64)] = [
        ("T", 1 << 40), ("G", 1 << 30), ("M", 1 << 20), ("K", 1 << 10),
    ]
    private static let timeUnits: [(name: String, milliseconds: Double)] = [
        ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000),
    ]

    static func bytes(_ text: String) -> Int64? {
        let (number, unit) = split(text)
        guard let value = Int64(number) else { return nil }
        let upper = unit.uppercased()
        if upper.isEmpty || upper == "B" { return value }
        for (letter, bytes) in sizeUnits where [letter, letter + "B", letter + "IB"].contains(upper) {
            let (product, overflow) = value.multipliedReportingOverflow(by: bytes)
            return overflow ? nil : product
        }
        return nil
    }

    static func duration(_ text: String) -> Duration? {
        let (number, unit) = split(text)
        guard let value = Double(number),
            let factor = timeUnits.first(where: { $0.name == (unit.isEmpty ? "s" : unit) })?.milliseconds,
            value * factor < 1e15
        else { return nil }
        return .microseconds(Int64((value * factor * 1000).rounded()))
    }

    static func text(bytes: Int64) -> String {
        for (letter, unit) in sizeUnits where bytes >= unit && bytes % unit == 0 {
            return "\(bytes / unit)\(letter)B"
        }
        return "\(bytes)"
    }

    static func text(time: Duration) -> String {
        let milliseconds = time / .milliseconds(1)
        for (name, factor) in timeUnits.reversed() {
            let value = milliseconds / factor
            if value >= 1, value == value.rounded() { return "\(Int64(value))\(name)" }
        }
        return "\(milliseconds)ms"
    }

    /// The digits at the front, with a point among them, and what follows.
    private static func split(_ text: String) -> (number: Substring, unit: Substring) {
        let number = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
        return (number, text[number.endIndex...])
    }
}
