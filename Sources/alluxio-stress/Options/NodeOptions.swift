import CommandLineOptions
import StressTest

/// How this node belongs to the others of a run.
enum NodeOptions {
    /// Where a launcher tells each task of a job its number, counted from 0: PMIx (mpirun, srun --mpi=pmix), whose ranks may
    /// be several where Slurm has one task; a Kubernetes Job of completion mode Indexed; Slurm.
    static let taskVariables = ["PMIX_RANK", "JOB_COMPLETION_INDEX", "SLURM_PROCID"]

    static let count = Option(
        "nodes", .number(1...Peers.mostNodes),
        help:
            "How many nodes take part in the run, named 0 to N-1. Of those report --merge names which have left no result."
    )

    /// The options by which a node is one of many even where another one is not told.
    static let names = [count.name, SpreadOptions.readFrom.name]

    static let startAt = Option(
        "start-at", .moment,
        help:
            "The first file begins at this time by the first proxy's clock, on every node that is told so: as 2026-11-27T15:00:00Z, or in seconds since 1970. --max-time counts from it. A time that is past starts nothing."
    )

    /// Of commands that may wait for each other.
    static let group = OptionGroup("Many nodes", [count, startAt])
    /// Of the others.
    static let groupOfCount = OptionGroup("Many nodes", [count])

    /// - Throws: where the launcher started another number of ranks.
    static func check(_ options: ParsedOptions, ranks: Int) throws(UsageError) {
        guard let count = options[count], count != ranks else { return }
        throw options.error(
            Self.count, "\(count) nodes are to take part, and the launcher started \(ranks) ranks")
    }

    /// The nodes of the run; nil where it is not told how many take part.
    ///
    /// - Parameter node: this one's name; nil where it has none.
    @discardableResult
    static func peers(_ options: ParsedOptions, own node: NodeName?) throws(UsageError) -> Peers? {
        guard let count = options[count] else { return nil }
        guard let node else {
            // What is in the environment is for many commands.
            guard options.isOnLine(Self.count) else { return nil }
            throw options.error(Self.count, "needs --node, the number of this one of them")
        }
        guard let peers = Peers(count: count, own: node) else {
            throw options.error(
                Self.count, "with \(count) nodes --node is a number from 0 to \(count - 1), and not '\(node)'"
            )
        }
        return peers
    }
}
