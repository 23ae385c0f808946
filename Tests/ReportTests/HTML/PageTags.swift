/// The tags of a page in order, for tests that look at how it is built and not at what it says.
struct PageTags {
    private static let void: Set<String> = ["meta", "link", "br", "!DOCTYPE"]

    /// `<td class>` of `<td class="n">`.
    private(set) var names: [String] = []
    /// What is wrong with how they stand within each other; nil of nothing.
    private(set) var flaw: String?

    init(_ page: String) {
        var open: [String] = []
        var rest = page[...]
        while let start = rest.firstIndex(of: "<"), flaw == nil {
            guard let end = Self.end(of: rest[start...]) else {
                flaw = "a tag without end: \(rest[start...].prefix(80))"
                return
            }
            let tag = String(rest[rest.index(after: start)..<end])
            rest = rest[rest.index(after: end)...]
            names.append(Self.withoutValues(tag))
            let name = String(tag.prefix { !$0.isWhitespace && $0 != "/" || $0 == "/" && tag.hasPrefix("/") })
            if name.hasPrefix("/") {
                let last = open.popLast()
                if last != String(name.dropFirst()) { flaw = "\(name) ends \(last ?? "nothing")" }
            } else if !tag.hasSuffix("/"), !Self.void.contains(name) {
                open.append(name)
            }
        }
        if flaw == nil, !open.isEmpty { flaw = "\(open) are not ended" }
    }

    /// Where a tag ends: at the first `>` outside of quotes.
    private static func end(of tag: Substring) -> Substring.Index? {
        var isQuoted = false
        return tag.indices.first { index in
            if tag[index] == "\"" { isQuoted.toggle() }
            return tag[index] == ">" && !isQuoted
        }
    }

    private static func withoutValues(_ tag: String) -> String {
        tag.split(separator: "\"", omittingEmptySubsequences: false).enumerated().filter {
            $0.offset.isMultiple(of: 2)
        }.map(\.element).joined()
    }
}
