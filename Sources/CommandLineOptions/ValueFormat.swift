/// How the value of an option is read from text and written as text.
public struct ValueFormat<Value: Sendable>: Sendable {
    /// What stands for the value in the help.
    public let placeholder: String
    let write: @Sendable (Value) -> String
    public let read: @Sendable (String) throws(InvalidValue) -> Value

    public init(
        placeholder: String, write: @escaping @Sendable (Value) -> String,
        read: @escaping @Sendable (String) throws(InvalidValue) -> Value
    ) {
        self.placeholder = placeholder
        self.write = write
        self.read = read
    }
}

/// Why a text is no value of an option: what was wrong, and what would be right.
public struct InvalidValue: Error, Sendable {
    public let reason: String

    public init(_ reason: String) { self.reason = reason }
}

extension ValueFormat where Value == String {
    /// Any text but none.
    public static func text(_ placeholder: String) -> Self {
        Self(
            placeholder: placeholder, write: { $0 },
            read: { text throws(InvalidValue) in
                guard !text.isEmpty else { throw InvalidValue("nothing is given; it needs \(placeholder)") }
                return text
            })
    }
}

extension ValueFormat where Value == Int {
    /// A whole number within a range.
    public static func number(_ range: ClosedRange<Int>, placeholder: String = "N") -> Self {
        Self(
            placeholder: placeholder, write: { "\($0)" },
            read: { text throws(InvalidValue) in
                guard let number = Int(text), !text.hasPrefix("+"), range.contains(number) else {
                    throw InvalidValue(
                        "'\(text)' is not a whole number from \(range.lowerBound) to \(range.upperBound)")
                }
                return number
            })
    }

    /// A TCP port.
    public static var port: Self { .number(1...65535, placeholder: "PORT") }
}

extension ValueFormat where Value == Bool {
    static var onOrOff: Self {
        Self(
            placeholder: "1|0", write: { $0 ? "1" : "0" },
            read: { text throws(InvalidValue) in
                switch text {
                case "1": return true
                case "0": return false
                default: throw InvalidValue("'\(text)' is neither 1 nor 0")
                }
            })
    }
}

extension ValueFormat where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
    /// One of an enumeration's raw values, in any case of letters.
    public static var choice: Self {
        let names = Value.allCases.map(\.rawValue)
        return Self(placeholder: names.joined(separator: "|"), write: \.rawValue) {
            text throws(InvalidValue) in
            guard let value = Value.allCases.first(where: { $0.rawValue.lowercased() == text.lowercased() })
            else {
                throw InvalidValue("'\(text)' is none of \(names.joined(separator: ", "))")
            }
            return value
        }
    }
}
