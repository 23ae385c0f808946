/// Several results in the order of their nodes.
struct NodeOrder {
    let results: [(file: String, result: ResultDocument)]

    /// By the nodes' numbers, a sum by the first of its own; in the order in which they are given where one has no number,
    /// for a shell has 10 before 2.
    init(_ given: [(file: String, result: ResultDocument)]) {
        let numbers = given.compactMap { Self.number($0.result) }
        guard numbers.count == given.count else {
            results = given
            return
        }
        results = zip(numbers, given.indices).sorted { $0 < $1 }.map { given[$0.1] }
    }

    /// Nil where a node of it has none.
    private static func number(_ result: ResultDocument) -> Int? {
        let names = result.isMerged ? result.nodes.map(\.node) : [result.options["node"]]
        let numbers = names.compactMap { $0.flatMap { Int($0) } }
        return numbers.count == names.count ? numbers.min() : nil
    }
}
