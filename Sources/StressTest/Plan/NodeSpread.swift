/// Of which nodes the processes of a node read files, and in which order.
///
/// A process has as many places for files as it has files, place `(p, f)`, and in each iteration it reads one at each.
/// - `own` and `next`: at place `(p, f)` file `(p, f)` of that node.
/// - `all`: on node i of n, in iteration k, at place `(p, f)` file `(p, f)` of node `(i + s + k) mod n`, where `s = p F + f`
///   is the place's number. So in each iteration each file of each node is read once over all nodes, a node reads of all in
///   turn, and in n iterations each place meets each node.
/// - With a seed `own` and `next` take the places of a process in a random order, which seed, node, process and iteration
///   determine. Of `all`, place r of those of all nodes, `r = i P F + s`, reads file number `x[r]` of all, where x is a
///   random order of them that seed and iteration determine, the same one on all nodes: each file is read once again.
public struct NodeSpread: Sendable {
    public enum Nodes: Sendable {
        case own
        /// The node after this one: of the last, the first.
        case next(Peers)
        /// Every node, this one too.
        case all(Peers)
    }

    public var nodes: Nodes
    /// Of the random order; nil where files are read in theirs.
    public var seed: UInt64?

    public init(_ nodes: Nodes, seed: UInt64? = nil) {
        self.nodes = nodes
        self.seed = seed
    }

    /// How many processes a node has, and each of them files: the same on all nodes.
    public struct Size: Sendable {
        public var processes: Int
        public var filesOfAProcess: Int

        public init(processes: Int, filesOfAProcess: Int) {
            self.processes = processes
            self.filesOfAProcess = filesOfAProcess
        }

        var files: Int { processes * filesOfAProcess }

        func number(of file: FileNumber) -> Int { file.process * filesOfAProcess + file.file }

        func file(_ number: Int) -> FileNumber {
            FileNumber(process: number / filesOfAProcess, file: number % filesOfAProcess)
        }
    }

    /// The place that a process comes to in an iteration after so many others.
    public func place(
        _ index: Int, ofProcess process: Int, on node: NodeName, _ size: Size, in iteration: Int
    )
        -> FileNumber
    {
        guard let seed, !isOfAll else { return FileNumber(process: process, file: index) }
        let key = Permutation.key(seed, node.stableHash, UInt64(process), UInt64(iteration))
        return FileNumber(
            process: process, file: Permutation(count: size.filesOfAProcess, key: key)[index])
    }

    /// The file that is read at a place in an iteration.
    public func file(at place: FileNumber, on node: NodeName, _ size: Size, in iteration: Int) -> NodeFile {
        switch nodes {
        case .own: return NodeFile(node: node, number: place)
        case .next(let peers): return NodeFile(node: peers.next, number: place)
        case .all(let peers):
            let (own, count, number) = (peers.own, peers.names.count, size.number(of: place))
            guard let seed else {
                return NodeFile(node: peers.names[(own + number + iteration) % count], number: place)
            }
            let order = Permutation(
                count: count * size.files, key: Permutation.key(seed, UInt64(iteration)))
            let file = order[own * size.files + number]
            return NodeFile(node: peers.names[file / size.files], number: size.file(file % size.files))
        }
    }

    private var isOfAll: Bool { if case .all = nodes { true } else { false } }
}

/// A file of a node.
public struct NodeFile: Sendable, Hashable {
    public var node: NodeName
    public var number: FileNumber

    public init(node: NodeName, number: FileNumber) {
        self.node = node
        self.number = number
    }
}

extension NodeName {
    /// The same on every machine.
    fileprivate var stableHash: UInt64 {
        description.utf8.reduce(0) { Permutation.key($0, UInt64($1)) }
    }
}
