import CommandLineOptions
import StressTest

/// Of which nodes files are read, and in which order.
enum SpreadOptions {
    enum From: String, CaseIterable, Sendable { case own, next, all }

    static let readFrom = Option(
        "read-from", .choice, default: From.own,
        help:
            "With --node: whose files are read. Those of this node, those of the node after it (after the last comes the first), or those of all nodes, each file once an iteration over all of them."
    )
    static let shuffle = Option(
        "shuffle", .number(0...Int.max, placeholder: "SEED"),
        help:
            "Reads each process's files in a random order, in each iteration another. The same SEED gives the same orders again; with --read-from all give it to all nodes."
    )

    /// What is read.
    ///
    /// - Parameter peers: the nodes that take part; nil where nothing says.
    static func source(_ options: ParsedOptions, _ peers: Peers?) throws(UsageError) -> ReadPlan.Source {
        guard case .node(let layout, _) = try FileOptions.files(options) else {
            for option in [readFrom, shuffle] as [any AnyOption] where options.isOnLine(option) {
                throw options.error(option, "is of the files of nodes: give --node, too")
            }
            return try FileOptions.files(options)
        }
        let spread = NodeSpread(
            try nodes(options, peers), seed: options[shuffle].map(UInt64.init(truncatingIfNeeded:)))
        if options.isOnLine(shuffle), options[readFrom] != .all, layout.filesOfAProcess == 1 {
            throw options.error(
                shuffle, "of one file a process there is no order: give --files, or --read-from all")
        }
        return .node(layout, spread)
    }

    private static func nodes(_ options: ParsedOptions, _ peers: Peers?) throws(UsageError)
        -> NodeSpread.Nodes
    {
        let from = options[readFrom]
        if from == .own { return .own }
        guard let peers else {
            throw options.error(
                readFrom,
                "'\(from.rawValue)' needs to know which nodes there are: give --nodes, or start it under mpirun or srun"
            )
        }
        return from == .next ? .next(peers) : .all(peers)
    }
}
