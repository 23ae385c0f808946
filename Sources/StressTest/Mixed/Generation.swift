/// What all nodes had stored when an iteration began, and who reads what of it.
///
/// The readers of all nodes have one row of places; place r reads file number `x[r mod m]` of the m files, where x is a random
/// order of them that run and iteration determine, the same one on all nodes. So each file is read as often as any other, or
/// once more.
struct Generation: Sendable {
    private let nodes: [StoredFiles]
    /// The place of this node among them.
    private let own: Int
    /// How many files those before each of the nodes have.
    private let before: [Int]
    private let count: Int

    /// - Parameter nodes: in an order that is the same on all of them.
    init(_ nodes: [StoredFiles], own: NodeName) {
        self.nodes = nodes
        self.own = nodes.firstIndex { $0.node == own } ?? 0
        var count = 0
        before = nodes.map { node in
            defer { count += node.files.count }
            return count
        }
        self.count = count
    }

    /// What is read at one of the places of this node's readers.
    ///
    /// - Parameters:
    ///   - place: counted from 0.
    ///   - places: how many a node has.
    /// - Returns: nil where there is nothing yet.
    func file(at place: Int, of places: Int, run: UInt32, iteration: Int) -> (
        of: StoredFiles, file: StoredFiles.File
    )? {
        guard count > 0 else { return nil }
        let order = Permutation(count: count, key: Permutation.key(UInt64(run), UInt64(iteration)))
        let number = order[(own * places + place) % count]
        // The last node before whose files there are no more than that; of those without files none.
        guard let node = before.lastIndex(where: { $0 <= number }) else { return nil }
        return (nodes[node], nodes[node].files[number - before[node]])
    }
}
