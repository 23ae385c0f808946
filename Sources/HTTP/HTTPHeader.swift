import FoundationEssentials

/// A header that is sent with every request. Its value is shown by nothing but the request.
public struct HTTPHeader: Sendable {
    /// Why a text is no header that can be sent; it never shows the value.
    public enum Flaw: Error, Hashable, CustomStringConvertible {
        case noColon
        case badName
        case controlCharacter(name: String)
        /// The name of one that stands for something the connection decides.
        case reserved(name: String, why: String)

        public var description: String {
            switch self {
            case .noColon: "has no colon: a header is 'Name: value'"
            case .badName:
                "what stands before the colon is no name of a header: letters, digits and !#$%&'*+-.^_`|~"
            case .controlCharacter(let name):
                "the value of \(name) has a line end or another control character in it"
            case .reserved(let name, let why): "\(name) \(why)"
            }
        }
    }

    public let name: String
    private let value: String
    /// Whether answers that repeat the value are shown without it.
    private let isSecret: Bool

    /// Reads `Name: value`; space around the value does not count.
    public init(_ line: String, isSecret: Bool) throws(Flaw) {
        guard let colon = line.firstIndex(of: ":") else { throw .noColon }
        name = String(line[..<colon])
        value = Self.trimmed(line[line.index(after: colon)...])
        self.isSecret = isSecret
        guard !name.isEmpty, name.utf8.allSatisfy(Self.standsInAName) else { throw .badName }
        guard value.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7f || $0 == "\t" }) else {
            throw .controlCharacter(name: name)
        }
        if let why = Self.reserved[name.lowercased()] { throw .reserved(name: name, why: why) }
    }

    /// As libcurl takes it, for which a name with nothing behind its colon would mean that the header is not sent.
    var forLibcurl: String { value.isEmpty ? "\(name);" : "\(name): \(value)" }

    /// Whether the value begins as credentials do, whatever the header is called.
    public var holdsCredentials: Bool {
        let word = value.prefix { $0 != " " && $0 != "\t" }.lowercased()
        return word.utf8.count < value.utf8.count
            && ["basic", "bearer", "digest", "negotiate"].contains(word)
    }

    /// What must be shown nowhere, the longest first: the value, and its parts. Of a few characters it would be no secret, and
    /// found everywhere.
    var secrets: [String] {
        guard isSecret else { return [] }
        let behind = value.firstIndex(of: " ").map { Self.trimmed(value[$0...]) }
        let parts = [value, behind].compactMap { $0 } + (behind.map(Self.basic) ?? []) + cookies
        return parts.filter { $0.utf8.count >= 6 }.sorted { $0.utf8.count > $1.utf8.count }
    }

    /// Of RFC 7617's Basic what was encoded, and the password in it.
    private static func basic(_ encoded: String) -> [String] {
        guard let data = Data(base64Encoded: encoded) else { return [] }
        let text = String(decoding: data, as: UTF8.self)
        return [text] + (text.firstIndex(of: ":").map { [String(text[text.index(after: $0)...])] } ?? [])
    }

    /// Of `name=value; name=value` each pair and each value.
    private var cookies: [String] {
        guard name.lowercased() == "cookie" else { return [] }
        return value.split(separator: ";").flatMap { pair in
            [Self.trimmed(pair)]
                + (pair.firstIndex(of: "=").map { [Self.trimmed(pair[pair.index(after: $0)...])] } ?? [])
        }
    }

    private static let ofTheConnection = "is the program's own to set"
    private static let ofTheAnswer = "would change what is answered"
    private static let reserved = [
        "content-length": ofTheConnection, "transfer-encoding": ofTheConnection,
        "content-type": ofTheConnection,
        "connection": ofTheConnection, "expect": ofTheConnection, "keep-alive": ofTheConnection,
        "proxy-connection": ofTheConnection, "te": ofTheConnection, "trailer": ofTheConnection,
        "upgrade": ofTheConnection, "accept-encoding": ofTheAnswer, "range": ofTheAnswer,
        "if-range": ofTheAnswer, "if-match": ofTheAnswer, "if-none-match": ofTheAnswer,
        "if-modified-since": ofTheAnswer, "if-unmodified-since": ofTheAnswer,
        "proxy-authorization": "is for an HTTP proxy, whose credentials are given with it",
    ]

    /// A character of RFC 9110's token.
    private static func standsInAName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        let isSpace = { (character: Character) in character == " " || character == "\t" }
        var text = text.drop(while: isSpace)
        while text.last.map(isSpace) == true { text.removeLast() }
        return String(text)
    }
}

// However it is printed, its value is not.
extension HTTPHeader: CustomStringConvertible, CustomReflectable {
    public var description: String { "\(name): ***" }
    public var customMirror: Mirror { Mirror(self, children: ["name": name]) }
}
