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
        try wholeNumber(body, what: "a number of bytes")
    }

    static func truth(_ body: [UInt8]) throws(Mismatch) -> Bool {
        switch text(body) {
        case "true": return true
        case "false": return false
        default: throw mismatch(body, "true or false")
        }
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
        guard let text = text(body), !text.hasPrefix("+"), let number = Int64(text) else {
            throw mismatch(body, what)
        }
        return number
    }

    private static func mismatch(_ body: [UInt8], _ what: String) -> Mismatch {
        Mismatch(body.isEmpty ? "empty where \(what) is due" : "not \(what)")
    }

    /// The body as text, without the white space that JSON allows around a value.
    private static func text(_ body: [UInt8]) -> Substring? {
        String(validating: body, as: UTF8.self).map { text in
            let tail = text.drop { " \t\r\n".contains($0) }
            return tail[
                ..<(tail.lastIndex { !" \t\r\n".contains($0) }.map(tail.index(after:)) ?? tail.startIndex)]
        }
    }
}

extension DecodingError {
    /// What is wrong, and where.
    fileprivate var place: String {
        let context: Context
        switch self {
        case .keyNotFound(let key, let found):
            return "no \"\(key.stringValue)\" in it" + Self.path(found)
        case .typeMismatch(_, let found), .valueNotFound(_, let found), .dataCorrupted(let found):
            context = found
        @unknown default:
            return "\(self)"
        }
        return context.debugDescription + Self.path(context)
    }

    private static func path(_ context: Context) -> String {
        context.codingPath.isEmpty
            ? "" : " at " + context.codingPath.map(\.stringValue).joined(separator: ".")
    }
}
