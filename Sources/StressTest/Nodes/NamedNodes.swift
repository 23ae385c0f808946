/// Some nodes of a run, in few words: `node 3`, `nodes 0, 2, 5`, `nodes 0 to 11, 14`, `nodes a, b and 7 more`.
///
/// Three or more whose numbers follow on each other are told as one stretch.
package struct NamedNodes: CustomStringConvertible {
    package let count: Int
    package let description: String

    /// - Parameters:
    ///   - names: of each, as `node 3`, or `rank 3` where they have no names, in the order in which they are told.
    ///   - most: how many names and stretches are told; of the rest how many nodes they are.
    package init(_ names: [String], most: Int = 10) {
        count = names.count
        let words = names.map { $0.split(separator: " ", maxSplits: 1).map(String.init) }
        let nouns = words.reduce(into: [String]()) { if !$0.contains($1[0]) { $0.append($1[0]) } }
        description = nouns.map { noun in
            Self.words(noun, words.filter { $0[0] == noun }.map { $0[$0.count - 1] }, most)
        }.joined(separator: ", ")
    }

    private static func words(_ noun: String, _ names: [String], _ most: Int) -> String {
        let stretches = stretches(names)
        let told = stretches.prefix(most)
        let left = stretches.dropFirst(most).reduce(0) { $0 + $1.count }
        return "\(noun)\(names.count == 1 ? "" : "s") " + told.map(words).joined(separator: ", ")
            + (left > 0 ? " and \(left) more" : "")
    }

    private static func words(_ stretch: [String]) -> String {
        stretch.count == 1 ? stretch[0] : "\(stretch[0]) to \(stretch[stretch.count - 1])"
    }

    /// Names whose numbers follow on each other together, where they are three or more; the others each alone.
    private static func stretches(_ names: [String]) -> [[String]] {
        var stretches: [[String]] = []
        for name in names {
            if let last = stretches.last?.last.flatMap({ Int($0) }), name == "\(last + 1)" {
                stretches[stretches.count - 1].append(name)
            } else {
                stretches.append([name])
            }
        }
        return stretches.flatMap { $0.count > 2 ? [$0] : $0.map { [$0] } }
    }
}
