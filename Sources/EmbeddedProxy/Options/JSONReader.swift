/// Reads JSON token by token, and says of a broken one what Jackson says: which character, at which line and column.
struct JSONReader {
    enum Token: Equatable {
        case objectStart, objectEnd, arrayStart, arrayEnd
        /// A string, at a value's place or as a field's name.
        case string(String)
        case number(String)
        case truth(Bool)
        case null
        case end
    }

    private let bytes: [UInt8]
    private let source: String
    private var position = 0
    /// Where the last token began.
    private var tokenStart = 0
    /// Where Jackson stands after the last token: it leaves a string's text unread until it is asked for.
    private var tokenEnd = 0

    /// `source` is what Jackson calls the text.
    init(_ bytes: [UInt8], source: String) {
        self.bytes = bytes
        self.source = source
    }

    /// The next token of a value's place.
    mutating func next() throws(BadOptions) -> Token {
        skipSpace()
        tokenStart = position
        tokenEnd = position + 1
        guard position < bytes.count else { return .end }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "{"): return .objectStart
        case UInt8(ascii: "}"): return .objectEnd
        case UInt8(ascii: "["): return .arrayStart
        case UInt8(ascii: "]"): return .arrayEnd
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            while position < bytes.count, Self.isWord(bytes[position]) { position += 1 }
            tokenEnd = position
            return .number(String(decoding: bytes[tokenStart..<position], as: UTF8.self))
        default: return try word()
        }
    }

    /// Passes what separates a container's parts; true when it was the container's end.
    mutating func ended(by end: Unicode.Scalar, first: Bool, containerStart: Int) throws(BadOptions) -> Bool {
        skipSpace()
        guard position < bytes.count else { throw unexpectedEnd(end, containerStart: containerStart) }
        if bytes[position] == UInt8(ascii: end) {
            tokenStart = position
            position += 1
            return true
        }
        if !first {
            guard bytes[position] == UInt8(ascii: ",") else {
                let kind = end == "}" ? "Object" : "Array"
                throw unexpected("was expecting comma to separate \(kind) entries")
            }
            position += 1
        }
        return false
    }

    /// A field's name with its colon.
    mutating func fieldName(containerStart: Int) throws(BadOptions) -> String {
        skipSpace()
        guard position < bytes.count else { throw unexpectedEnd("}", containerStart: containerStart) }
        guard bytes[position] == UInt8(ascii: "\"") else {
            throw unexpected("was expecting double-quote to start field name")
        }
        guard case .string(let name) = try next() else { return "" }
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else {
            throw unexpected("was expecting a colon to separate field name and value")
        }
        position += 1
        return name
    }

    /// The last token's place, for `ended` and `fieldName`.
    var start: Int { tokenStart }

    /// "at … line …, column …", of the last token's beginning.
    var atTokenStart: String { location(tokenStart) }

    /// The same of where Jackson stands after the last token.
    var afterToken: String { location(tokenEnd) }

    private var here: String { location(position + 1) }
}

extension JSONReader {
    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "$"):
            true
        default: false
        }
    }

    private func location(_ position: Int) -> String {
        let before = bytes.prefix(position)
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return "[Source: \(source); line: \(line), column: \(position - lineStart + 1)]"
    }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[position]) { position += 1 }
    }

    private func unexpected(_ expected: String) -> BadOptions {
        let byte = position < bytes.count ? bytes[position] : 0
        return BadOptions(
            "Unexpected character ('\(Unicode.Scalar(byte))' (code \(byte))): \(expected)\n at \(here)")
    }

    private func unexpectedEnd(_ end: Unicode.Scalar, containerStart: Int) -> BadOptions {
        let kind = end == "}" ? "Object" : "Array"
        return BadOptions(
            "Unexpected end-of-input: expected close marker for \(kind) (start marker at \(location(containerStart)))\n at \(location(bytes.count))"
        )
    }

    /// Nothing follows a field's name.
    var endWithinObject: BadOptions {
        BadOptions(
            "Unexpected end-of-input within/between Object entries\n at \(location(bytes.count))")
    }

    private mutating func word() throws(BadOptions) -> Token {
        position -= 1
        let start = position
        while position < bytes.count, Self.isWord(bytes[position]) { position += 1 }
        tokenEnd = position
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        switch text {
        case "true": return .truth(true)
        case "false": return .truth(false)
        case "null": return .null
        case "":
            throw unexpected(
                "expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
            )
        default:
            throw BadOptions(
                "Unrecognized token '\(text)': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at \(here)"
            )
        }
    }

    /// A string's text, from behind its opening quote.
    private mutating func string() throws(BadOptions) -> String {
        var text: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(&text)
            case ..<0x20:
                throw BadOptions(
                    "Illegal unquoted character ((CTRL-CHAR, code \(byte))): has to be escaped using backslash to be included in string value\n at \(location(position))"
                )
            default: text.append(byte)
            }
        }
        throw BadOptions(
            "Unexpected end-of-input in VALUE_STRING\n at \(location(bytes.count))"
        )
    }

    private mutating func escape(_ text: inout [UInt8]) throws(BadOptions) {
        let byte = position < bytes.count ? bytes[position] : 0
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "n"): text.append(0x0a)
        case UInt8(ascii: "r"): text.append(0x0d)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0c)
        case UInt8(ascii: "u"):
            var units = [try codeUnit()]
            if UTF16.isLeadSurrogate(units[0]), bytes[min(position, bytes.count)...].starts(with: "\\u".utf8)
            {
                position += 2
                units.append(try codeUnit())
            }
            text += String(decoding: units, as: UTF16.self).utf8
        default:
            throw BadOptions(
                "Unrecognized character escape '\(Unicode.Scalar(byte))' (code \(byte))\n at \(location(position))"
            )
        }
    }

    private mutating func codeUnit() throws(BadOptions) -> UInt16 {
        let digits = bytes[min(position, bytes.count)..<min(position + 4, bytes.count)]
        guard digits.count == 4, let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16) else {
            throw BadOptions(
                "Unexpected character: expected a hex-digit for character escape sequence\n at \(location(position))"
            )
        }
        position += 4
        return unit
    }
}
