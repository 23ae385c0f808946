import CommandLineOptions
import Nodes
import StressTest

extension LaunchedRun {
    private static let record = "record"

    /// Tells the other nodes what this one's record says, and adds what theirs say of the files that are read.
    ///
    /// - Throws: where one of them has none.
    func share(_ record: inout Record, from: SpreadOptions.From) throws {
        guard from != .own, let peers else { return }
        try ranks.say(record.lines, on: Self.record)
        let own = ranks.rank
        let others = from == .next ? [(own + 1) % ranks.count] : Array(0..<ranks.count)
        for rank in others where rank != own {
            guard let lines = ranks.hear(Self.record, from: rank, unless: Self.leaveIfInterrupted) else {
                throw UsageError("node \(peers.names[rank]) has not told its record")
            }
            try record.add(lines: lines, of: "node \(peers.names[rank])")
        }
    }
}
