import FoundationEssentials
import HTTP

/// Reads what a 200 returns; throws `Mismatch` for what it can't be.
enum Answer {
    /// Why a 200 is not what its call returns.
    struct Mismatch: Error {
        var code: AlluxioError.Code
        /// What the answer is instead, after "the answer is".
        var reason: String

        init(_ reason: String, code: AlluxioError.Code = .protocolViolation) {
            self.code = code
            self.reason = reason
        }
    }

    /// Nothing.
    static func nothing(_ body: [UInt8]) throws(Mismatch) {
        guard body.isEmpty else { throw Mismatch("more than nothing") }
    }

    static func stream(_ body: [UInt8]) throws(Mismatch) -> StreamID {
        StreamID(rawValue: try wholeNumber(body, what: "the number of a stream"))
    }

    static func count(_ body: [UInt8]) throws(Mismatch) -> Int64 {
        let count = try wholeNumber(body, what: "a number of bytes")
        guard count >= 0 else { throw mismatch(body, "a number of bytes") }
        return count
    }

    static func truth(_ body: [UInt8]) throws(Mismatch) -> Bool {
        let value = trimmed(body)
        if value.elementsEqual("true".utf8) { return true }
        guard value.elementsEqual("false".utf8) else { throw mismatch(body, "true or false") }
        return false
    }

    static func json<Value: Decodable>(_ body: [UInt8], _ type: Value.Type, what: String)
        throws(Mismatch) -> Value
    {
        do { return try JSONDecoder().decode(type, from: Data(body)) } catch {
            guard let error = error as? DecodingError, !body.isEmpty else { throw mismatch(body, what) }
            throw Mismatch("not \(what): \(error.place)")
        }
    }

    private static func wholeNumber(_ body: [UInt8], what: String) throws(Mismatch) -> Int64 {
        let value = trimmed(body)
        let digits = value.first == UInt8(ascii: "-") ? value.dropFirst() : value
        // Eighteen digits always fit.
        guard (1...18).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw mismatch(body, what)
        }
        let number = digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
        return digits.count < value.count ? -number : number
    }

    private static func mismatch(_ body: [UInt8], _ what: String) -> Mismatch {
        Mismatch(body.isEmpty ? "empty where \(what) is due" : "not \(what)")
    }

    /// The body without the white space that JSON allows around a value.
    private static func trimmed(_ body: [UInt8]) -> ArraySlice<UInt8> {
        let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0a).contains(byte) || byte == 0x0d }
        let tail = body.drop(while: isSpace)
        return tail[..<(tail.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? tail.startIndex)]
    }
}

extension DecodingError {
    /// What is wrong, and where. The decoder's own words are for who writes programs.
    fileprivate var place: String {
        switch self {
        case .keyNotFound(let key, let context):
            "no \"\(key.stringValue)\" in " + Self.name(context)
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            Self.name(context) + " is not " + Self.name(type)
        case .dataCorrupted(let context):
            context.codingPath.isEmpty ? "it is no JSON" : Self.name(context) + " is nothing that can be read"
        @unknown default: "\(self)"
        }
    }

    private static func name(_ context: Context) -> String {
        guard !context.codingPath.isEmpty else { return "it" }
        let keys = context.codingPath.map { key in key.intValue.map(String.init) ?? key.stringValue }
        return "\"" + keys.joined(separator: ".") + "\""
    }

    private static func name(_ type: any Any.Type) -> String {
        switch type {
        case is String.Type: "text"
        case is Bool.Type: "true or false"
        case is any BinaryInteger.Type: "a whole number"
        case is [Any].Type: "a list"
        case is [String: Any].Type: "an object"
        default: "what is due there"
        }
    }
}
