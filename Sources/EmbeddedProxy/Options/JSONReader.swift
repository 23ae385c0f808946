/// Reads JSON token by token, as Jackson does it, and says of a broken one what Jackson says.
struct JSONReader {
    enum Token: Equatable {
        case objectStart, objectEnd, arrayStart, arrayEnd
        /// A string; its text is read by `text()`, for Jackson leaves it until it is asked for.
        case string
        case number(String)
        case truth(Bool)
        case null
        case end
    }

    /// What a value stands in.
    enum Place { case root, object, array }

    let bytes: [UInt8]
    let source: String
    var position: Int
    /// Where the last token began.
    private(set) var tokenStart = 0
    /// Where Jackson stands after the last token.
    private var tokenEnd = 0
    /// Whether the last token is a string of which no more than the opening quote is read.
    private var hasUnreadText = false

    /// `source` is what Jackson calls the text.
    init(_ bytes: [UInt8], source: String) {
        let text = JSONEncoding(bytes)
        self.bytes = text.bytes
        self.source = source
        position = text.start
    }

    /// The next token of a value's place.
    mutating func next(in place: Place = .root) throws(BadOptions) -> Token {
        try skipSpace()
        tokenStart = position
        tokenEnd = position + 1
        guard let byte = byte else { return .end }
        position += 1
        switch byte {
        case UInt8(ascii: "{"): return .objectStart
        case UInt8(ascii: "["): return .arrayStart
        case UInt8(ascii: "\""):
            hasUnreadText = true
            return .string
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            let number = try number(byte, in: place)
            tokenEnd = position
            return .number(number)
        case UInt8(ascii: "}") where place == .root: throw mismatch("}", expected: "]", startedAt: nil)
        case UInt8(ascii: "]") where place == .root: throw mismatch("]", expected: "}", startedAt: nil)
        case UInt8(ascii: "}"),
            UInt8(ascii: ",") where place != .root,
            UInt8(ascii: "]") where place == .array:
            throw unexpected(Unicode.Scalar(byte), "expected a value")
        default:
            let word = try word(byte)
            tokenEnd = position
            return word
        }
    }

    /// Passes what separates a container's parts; true when it was the container's end.
    mutating func ended(by end: Unicode.Scalar, first: Bool, containerStart: Int) throws(BadOptions) -> Bool {
        try skipSpace()
        let kind = end == "}" ? "Object" : "Array"
        guard let byte else {
            throw BadOptions(
                "Unexpected end-of-input: expected close marker for \(kind) (start marker at \(location(containerStart)))\n at \(location(bytes.count))"
            )
        }
        position += 1
        switch Unicode.Scalar(byte) {
        case end:
            tokenStart = position - 1
            return true
        case "}", "]": throw mismatch(Unicode.Scalar(byte), expected: end, startedAt: containerStart)
        case "," where !first: return false
        case let found where !first:
            throw unexpected(found, "was expecting comma to separate \(kind) entries")
        default:
            position -= 1
            return false
        }
    }

    /// A field's name with its colon.
    mutating func fieldName() throws(BadOptions) -> String {
        try skipSpace()
        guard let quote = byte else { throw endWithinObject }
        position += 1
        guard quote == UInt8(ascii: "\"") else {
            let found = try scalar(quote)
            throw unexpected(found, "was expecting double-quote to start field name")
        }
        let name = try string(of: .name)
        try skipSpace()
        guard let colon = byte else { throw endWithinObject }
        position += 1
        guard colon == UInt8(ascii: ":") else {
            throw unexpected(
                Unicode.Scalar(colon), "was expecting a colon to separate field name and value")
        }
        return name
    }

    /// The text of the string that the last token is.
    mutating func text() throws(BadOptions) -> String {
        hasUnreadText = false
        return try string(of: .value)
    }

    var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// "at … line …, column …", of the last token's beginning.
    var atTokenStart: String { location(tokenStart) }

    /// The same of where Jackson stands after the last token.
    var afterToken: String { location(tokenEnd) }

    private mutating func skipSpace() throws(BadOptions) {
        if hasUnreadText { _ = try text() }
        while let byte {
            switch byte {
            case 0x20, 0x09, 0x0a, 0x0d: position += 1
            case ..<0x20:
                throw BadOptions(
                    "Illegal character ((CTRL-CHAR, code \(byte))): only regular white space (\\r, \\n, \\t) is allowed between tokens\n at \(location(position + 1))"
                )
            case UInt8(ascii: "/"):
                position += 1
                throw unexpected(
                    "/",
                    "maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)"
                )
            default: return
            }
        }
    }
}
