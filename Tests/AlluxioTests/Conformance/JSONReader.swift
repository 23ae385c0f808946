/// Reads JSON of RFC 8259, as far as the recordings have it: without surrogate pairs.
struct JSONReader {
    var rest: ArraySlice<UInt8>

    /// The next byte that is no white space.
    var next: UInt8? {
        mutating get {
            rest = rest.drop { [9, 10, 13, 32].contains($0) }
            return rest.first
        }
    }

    mutating func take(_ text: String) -> Bool {
        guard next != nil, rest.starts(with: text.utf8) else { return false }
        rest = rest.dropFirst(text.utf8.count)
        return true
    }

    mutating func value() -> JSONValue? {
        if take("null") { return .null }
        if take("true") { return .bool(true) }
        if take("false") { return .bool(false) }
        if next == UInt8(ascii: "\"") { return string().map { .string($0) } }
        if take("[") { return array() }
        if take("{") { return object() }
        let digits = rest.prefix { "+-.0123456789eE".utf8.contains($0) }
        rest = rest.dropFirst(digits.count)
        let text = String(decoding: digits, as: UTF8.self)
        return Int64(text).map { .integer($0) } ?? Double(text).map { .number($0) }
    }

    private mutating func array() -> JSONValue? {
        var values: [JSONValue] = []
        if take("]") { return .array(values) }
        repeat {
            guard let value = value() else { return nil }
            values.append(value)
        } while take(",")
        return take("]") ? .array(values) : nil
    }

    private mutating func object() -> JSONValue? {
        var members: [String: JSONValue] = [:]
        if take("}") { return .object(members) }
        repeat {
            guard let name = string(), take(":"), let value = value() else { return nil }
            members[name] = value
        } while take(",")
        return take("}") ? .object(members) : nil
    }

    private mutating func string() -> String? {
        guard take("\"") else { return nil }
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") { return String(validating: bytes, as: UTF8.self) }
            guard byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() else {
                bytes.append(byte)
                continue
            }
            guard escaped == UInt8(ascii: "u") else {
                bytes.append(Self.escapes[escaped] ?? escaped)
                continue
            }
            let digits = String(decoding: rest.prefix(4), as: UTF8.self)
            rest = rest.dropFirst(4)
            guard let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) else { return nil }
            bytes += Array(String(scalar).utf8)
        }
        return nil
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9, UInt8(ascii: "b"): 8,
        UInt8(ascii: "f"): 12,
    ]
}
