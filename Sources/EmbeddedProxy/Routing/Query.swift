/// A target's parameters.
struct Query {
    private var values: [String: String] = [:]

    init(_ raw: Substring) {
        for pair in raw.split(separator: "&") {
            let words = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = Self.text(words[0])
            if values[name] == nil { values[name] = words.count > 1 ? Self.text(words[1]) : "" }
        }
    }

    /// Decoded, or as it stands where it can't be.
    private static func text(_ raw: Substring) -> String {
        PercentDecoding.decode(raw, plusIsSpace: true, takesNUL: true) ?? String(raw)
    }

    subscript(name: String) -> String? { values[name] }
}
