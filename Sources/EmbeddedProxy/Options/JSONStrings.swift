// Strings, and the UTF-8 that they are of.
extension JSONReader {
    enum StringKind {
        case name
        case value

        /// What control characters are not included in.
        var place: String { self == .name ? "name" : "string value" }
        var end: String { self == .name ? "in field name" : "in VALUE_STRING" }
    }

    /// A string's text, from behind its opening quote. A lone surrogate is shown as Java writes it.
    mutating func string(of kind: StringKind) throws(BadOptions) -> String {
        var units: [UInt16] = []
        if kind == .name, byte == nil {
            throw BadOptions(
                "Unexpected end-of-input: was expecting closing '\"' for name\n at \(location(position))")
        }
        while let byte {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return Self.text(units)
            case UInt8(ascii: "\\"): units.append(try escape())
            case ..<0x20:
                // The line counts as it was before the character.
                let before = location(position - 1).split(separator: "column: ")
                let column = before.last.flatMap { Int($0.dropLast()) }.map { $0 + 1 } ?? 0
                throw BadOptions(
                    "Illegal unquoted character ((CTRL-CHAR, code \(byte))): has to be escaped using backslash to be included in \(kind.place)\n at \(before.first ?? "")column: \(column)]"
                )
            case ..<0x80: units.append(UInt16(byte))
            default: units += try codeUnits(byte)
            }
        }
        throw ended(within: kind.end)
    }

    private mutating func escape() throws(BadOptions) -> UInt16 {
        guard let byte else { throw ended(within: "in character escape sequence") }
        position += 1
        switch Unicode.Scalar(byte) {
        case "\"", "\\", "/": return UInt16(byte)
        case "n": return 0x0a
        case "r": return 0x0d
        case "t": return 0x09
        case "b": return 0x08
        case "f": return 0x0c
        case "u": return try codeUnit()
        default:
            throw BadOptions(
                "Unrecognized character escape \(described(try scalar(byte)))\n at \(location(position))")
        }
    }

    private mutating func codeUnit() throws(BadOptions) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte else { throw ended(within: "in character escape sequence") }
            position += 1
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw unexpected(
                    Unicode.Scalar(byte), "expected a hex-digit for character escape sequence")
            }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }

    /// The character that begins with a byte that is read. Surrogates become U+FFFD.
    mutating func scalar(_ first: UInt8) throws(BadOptions) -> Unicode.Scalar {
        guard first >= 0x80 else { return Unicode.Scalar(first) }
        return String(decoding: try codeUnits(first), as: UTF16.self).unicodeScalars.first ?? "\u{fffd}"
    }

    /// The same in UTF-16, by Jackson's rules, which let surrogates pass.
    private mutating func codeUnits(_ first: UInt8) throws(BadOptions) -> [UInt16] {
        let count: Int
        switch first {
        case 0xc0...0xdf: count = 1
        case 0xe0...0xef: count = 2
        case 0xf0...0xf7: count = 3
        default: throw badByte("start", first)
        }
        var value = UInt32(first) & (0x3f >> UInt32(count))
        for _ in 0..<count {
            guard let byte else { throw ended(within: "in VALUE_STRING") }
            position += 1
            guard byte & 0xc0 == 0x80 else { throw badByte("middle", byte) }
            value = value << 6 | UInt32(byte & 0x3f)
        }
        guard value > 0xffff else { return [UInt16(value)] }
        return [UInt16(0xd7c0 &+ (value >> 10) & 0xffff), UInt16(0xdc00 | value & 0x3ff)]
    }

    func badByte(_ which: String, _ byte: UInt8) -> BadOptions {
        BadOptions("Invalid UTF-8 \(which) byte 0x\(String(byte, radix: 16))\n at \(location(position))")
    }

    private static func text(_ units: [UInt16]) -> String {
        var decoder = UTF16()
        var rest = units.makeIterator()
        var text = ""
        while true {
            switch decoder.decode(&rest) {
            case .scalarValue(let scalar): text.unicodeScalars.append(scalar)
            case .error: text += "?"
            case .emptyInput: return text
            }
        }
    }
}
