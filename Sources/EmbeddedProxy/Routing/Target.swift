private let slash = UInt8(ascii: "/")

/// A request target, taken apart as Jetty does it.
struct Target {
    /// As it came, from the path on: a client may name the server before it.
    let text: Substring
    /// Still percent-encoded, without its segments' `;` parameters.
    var path: String
    var query: Query
    /// Whether it is under the API's root, for which it is decoded and its dots are resolved.
    var isInside: Bool
    /// Whether there are braces in it, which Jersey takes for a template's.
    let hasBraces: Bool

    init(_ raw: String) throws(RouteFailure) {
        self = Self.isPlain(raw) ? Target(plain: raw) : try Target(encoded: raw)
    }

    private init(encoded raw: String) throws(RouteFailure) {
        guard !raw.contains(" ") else { throw .spaceInTarget }
        text = raw.hasPrefix("http://") ? raw.dropFirst("http://".count).drop { $0 != "/" } : raw[...]
        guard text.first == "/" else { throw .unreadable(.init(status: 400, reason: "Bad URI")) }
        let parts = text.prefix { $0 != "#" }.split(
            separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        // By bytes: to Swift a slash and an accent after it are one character.
        let segments = parts[0].utf8.split(separator: slash, omittingEmptySubsequences: false)
            .map(Substring.init)
        let bare = segments.map { Substring($0.utf8.prefix { $0 != UInt8(ascii: ";") }) }
        path = bare.joined(separator: "/")
        query = Query(parts.count > 1 ? parts[1] : "")
        guard let decoded = PercentDecoding.decode(path[...]) else { throw .badTarget }
        hasBraces = parts[0].contains { "{}".contains($0) }
        for (segment, name) in zip(segments, bare) where segment.utf8.count > name.utf8.count {
            let name = PercentDecoding.decode(name)
            guard name != ".", name != ".." else { throw .ambiguousTarget }
        }
        isInside = try Self.isInside(decoded)
    }

    private init(plain text: String) {
        self.text = text[...]
        path = text
        query = Query("")
        hasBraces = false
        isInside = text.hasPrefix("/api/v1/") || text == "/api/v1"
    }

    /// Whether it is a path in which nothing stands for something else, as nearly all are: to take them apart cost a fifth
    /// of what a small call does.
    private static func isPlain(_ text: String) -> Bool {
        var last: UInt8?
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                guard last != nil else { return false }
            case UInt8(ascii: "/"): break
            case UInt8(ascii: "."):
                guard let last, last != UInt8(ascii: "/") else { return false }
            default: return false
            }
            last = byte
        }
        return last != nil
    }

    private static func isInside(_ decoded: String) throws(RouteFailure) -> Bool {
        var names: [Substring] = []
        for name in decoded.utf8.split(separator: slash, omittingEmptySubsequences: false)
            .dropFirst().map(Substring.init) where name != "."
        {
            if name != ".." {
                names.append(name)
            } else if names.popLast() == nil {
                throw .badTarget
            }
        }
        return names.starts(with: ["api", "v1"])
    }
}
