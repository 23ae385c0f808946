/// A media type of a request's header, read as Jersey does.
struct MediaType {
    static let json = "application/json"
    static let bytes = "application/octet-stream"
    static let text = "text/plain"
    /// Jetty's own pages.
    static let page = "text/html;charset=iso-8859-1"

    private let type: Substring
    private let subtype: Substring

    /// A Content-Type; nil where it is none.
    init?(_ header: String) {
        guard let type = Self(header[...], subtypeIsOptional: false) else { return nil }
        self = type
    }

    /// The types of an Accept header, without their preferences; nil where one of them is none.
    static func list(_ header: String) -> [MediaType]? {
        guard !header.allSatisfy(isSpace) else { return [] }
        var types: [MediaType] = []
        for range in header.split(separator: ",", omittingEmptySubsequences: false) {
            guard let type = MediaType(range, subtypeIsOptional: true) else { return nil }
            types.append(type)
        }
        return types
    }

    private init?(_ text: Substring, subtypeIsOptional: Bool) {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false).map(Self.trimmed)
        let names = parts[0].split(separator: "/", omittingEmptySubsequences: false)
        guard names.count <= 2, names.allSatisfy(Self.isToken), names.count == 2 || subtypeIsOptional else {
            return nil
        }
        for parameter in parts.dropFirst() where !parameter.isEmpty {
            guard Self.isParameter(parameter) else { return nil }
        }
        type = Substring(names[0].lowercased())
        subtype = names.count == 2 ? Substring(names[1].lowercased()) : "*"
    }

    /// Whether `other`, of which both parts are named, is of this type.
    func matches(_ other: String) -> Bool {
        let names = other.split(separator: "/")
        return type == "*" || type == names[0] && (subtype == "*" || subtype == names[1])
    }

    /// Whether it leaves something open.
    var isRange: Bool { type == "*" || subtype == "*" }

    private static func isParameter(_ text: Substring) -> Bool {
        let words = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(trimmed)
        guard words.count == 2, isToken(words[0]), !words[1].isEmpty else { return false }
        // A preference is a number from 0 to 1.
        guard words[0].lowercased() == "q" else { return true }
        return Double(words[1]).map { (0...1).contains($0) } ?? false
    }

    private static func isToken(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && !"()<>@,;:\\\"/[]?={}".utf8.contains($0) }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: isSpace)
        while let last = text.last, isSpace(last) { text.removeLast() }
        return text
    }

    private static func isSpace(_ character: Character) -> Bool { character == " " || character == "\t" }
}
