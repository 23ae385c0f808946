import StressTest

/// The nodes that were to take part by `--nodes`, and of which no result is among those that are added up.
struct AbsentNodes {
    /// How many were to take part; nil where nothing says.
    private let expected: Int?
    private let names: [String]

    init(_ results: [ResultDocument]) {
        let told = results.compactMap { $0.options["nodes"] }.flatMap { $0.split(separator: "\n") }
        expected = told.compactMap { Int($0) }.filter { (1...Peers.mostNodes).contains($0) }.max()
        let present = Set(
            results.flatMap { $0.isMerged ? $0.nodes.map(\.node) : [$0.options["node"]] }.compactMap { $0 })
        names = (0..<(expected ?? 0)).map { "\($0)" }.filter { !present.contains($0) }
    }

    /// Why the sum is no pass; nil where none is absent.
    var reason: String? {
        guard !names.isEmpty, let expected else { return nil }
        let of = expected == 1 ? "the one node" : "\(expected)"
        return "no result of \(NamedNodes(names.map { "node \($0)" })), of \(of) (--nodes)"
    }
}
