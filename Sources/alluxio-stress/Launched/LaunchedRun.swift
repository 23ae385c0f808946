import CommandLineOptions
import FoundationEssentials
import Glibc
import Nodes
import OSThreads
import StressTest

/// A run that a launcher started on many nodes, as this rank of it takes part.
final class LaunchedRun: Sendable {
    /// Until the launcher must have answered.
    private static let patience: Duration = .seconds(60)
    private static let introductions = "introduction"
    private static let beginning = "beginning"

    let ranks: Ranks
    /// The run's number, which rank 0 chose.
    let run: UInt32
    /// Of each rank, in their order, the node that it is; nil where it has none.
    private let nodes: [String?]
    private let progress = Monitor(Progress.joined)

    /// How far the ranks are with each other.
    private enum Progress {
        case joined
        /// All know that there is no run, and why.
        case refused(UsageError)
        case agreed(NodesOfRun)
    }

    /// What rank 0 says once all ranks are there.
    private struct Beginning: Codable {
        var run: UInt32
        var nodes: [String?]
    }

    /// Nil where no launcher started this program.
    ///
    /// - Parameters:
    ///   - run: the number that the command line gives the run; nil for a random one.
    ///   - node: the node that this rank is by its command line.
    static func join(_ environment: [String: String], run: UInt32?, node: String?) throws(UsageError)
        -> LaunchedRun?
    {
        do {
            guard Launch.isLaunched(environment) else { return nil }
            // Before there is a thread that a signal could be given to.
            TerminationSignals.block()
            guard let launch = try Launch.join(environment, until: .now + Self.patience) else { return nil }
            return try LaunchedRun(Ranks(launch), run: run, node: node)
        } catch {
            throw error as? UsageError ?? UsageError("the launcher's other ranks can't be reached: \(error)")
        }
    }

    private init(_ ranks: Ranks, run: UInt32?, node: String?) throws {
        self.ranks = ranks
        let answer = try ranks.begin(
            on: Self.beginning, saying: Array((node ?? "").utf8), unless: Self.leaveIfInterrupted
        ) { words in
            let beginning = Beginning(
                run: run ?? Session.randomRun(), nodes: try words.enumerated().map(Self.node))
            return Array(try JSONEncoder().encode(beginning))
        }
        guard let answer else { throw UsageError("rank 0 did not say which run this is") }
        let beginning = try JSONDecoder().decode(Beginning.self, from: Data(answer))
        self.run = beginning.run
        nodes = beginning.nodes
    }

    private static func node(ofRank rank: Int, _ word: Ranks.Word) throws(UsageError) -> String? {
        guard case .said(let bytes) = word else {
            throw UsageError("rank \(rank) has not begun: is it the same program there?")
        }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    /// A signal ends what waits for the others before anything was done.
    static func leaveIfInterrupted() -> Bool {
        if let signal = TerminationSignals.wait(until: .now) { _exit(ExitStatus.signal(signal)) }
        return false
    }

    /// The nodes of the run; nil where a rank has none, or not one of its own.
    var peers: Peers? {
        let names = nodes.compactMap { $0.flatMap(NodeName.init) }
        guard names.count == nodes.count, Set(names).count == names.count else { return nil }
        return Peers(names: names, own: ranks.rank)
    }

    /// Waits until all ranks are about to do the same.
    ///
    /// - Parameter files: what the run reads on this machine.
    /// - Throws: where they are not, on all of them: which rank is different, and in what.
    func agree(_ command: String, _ options: ParsedOptions, _ files: RunFiles) throws(UsageError)
        -> NodesOfRun
    {
        let sources: [Introduction.Source]
        do {
            sources = try files.sources.map { try Introduction.Source($0.file, of: $0.option) }
        } catch {
            throw UsageError("\(error)")
        }
        return try agree(Introduction(command, options, sources: sources))
    }

    private func agree(_ introduction: Introduction) throws(UsageError) -> NodesOfRun {
        let agreement: Agreement
        do { agreement = try confer(introduction) } catch { throw UsageError("\(error)") }
        guard agreement.problems.isEmpty else {
            let refusal = UsageError(agreement.problems.joined(separator: "\n"))
            progress.withLock { $0 = .refused(refusal) }
            throw refusal
        }
        let nodes = NodesOfRun(ranks, names: agreement.names)
        progress.withLock { $0 = .agreed(nodes) }
        return nodes
    }

    private func confer(_ introduction: Introduction) throws -> Agreement {
        let answer = try ranks.confer(
            on: Self.introductions, saying: introduction.encoded, unless: Self.leaveIfInterrupted
        ) { try Agreement($0).encoded }
        guard let answer else {
            throw UsageError("rank 0 did not say whether all ranks are called alike")
        }
        return try Agreement(answer)
    }

    /// Ends this program: rank 0 last, and with the status of all, since a launcher ends those that are left when one fails.
    func leave(with status: Int32) -> Never {
        ranks.part()
        ranks.leave()
        _exit(status)
    }

    /// Where this rank stands, by its command line.
    func place(_ options: ParsedOptions) -> NodePlace {
        // Rank i is node i where nothing says otherwise.
        NodePlace(name: "node_\(options.texts["node"] ?? "\(ranks.rank)")", isFirst: ranks.isFirst)
    }

    /// Lets the others know that this rank can't take part.
    ///
    /// - Returns: why there is no run.
    func refuse(_ introduction: Introduction, because failure: UsageError) -> UsageError {
        switch progress.withLock({ $0 }) {
        case .refused(let refusal): return refusal
        case .agreed(let nodes):
            return UsageError(nodes.standDown(because: failure.description, unless: { false }))
        case .joined:
            // Nobody waits for what it would have said later.
            ranks.end(because: failure.description)
            var failed = introduction
            failed.failure = failure.description
            do {
                _ = try agree(failed)
                return failure
            } catch { return error }
        }
    }
}
