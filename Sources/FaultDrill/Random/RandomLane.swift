import EmbeddedProxy
import FoundationEssentials
import OSThreads

/// One proxy under all faults at random, and one job after the other on it.
struct RandomLane {
    private let proxy: EmbeddedProxy
    private let collector = StrikeCollector()
    private let seed: UInt64
    private(set) var outcome = RandomOutcome()

    /// - Parameter refusing: whether all connections may end at once, too.
    /// - Throws: `EmbeddedProxyError` where no proxy can be started.
    init(seed: UInt64, refusing: Bool) throws {
        self.seed = seed
        var configuration = EmbeddedProxy.Configuration(port: 0)
        configuration.seed = seed
        configuration.faultSink = collector.sink
        configuration.faults = Fault.allAtRandom(refusing: refusing)
        proxy = try EmbeddedProxy(configuration)
    }

    /// Goes through rounds until then, and one at least.
    mutating func run(until end: MonotonicTime) throws {
        defer { proxy.stop() }
        repeat { try round() } while MonotonicTime.now < end
        outcome.strikes = collector.all.count
        outcome.kinds = Set(collector.all.map(\.kind))
        judgeOpenStreams()
    }

    /// A write, a read and a verification of files that are this round's alone.
    private mutating func round() throws {
        outcome.rounds += 1
        let root = "/drill/\(outcome.rounds)"
        let job = try DrillJob(
            port: proxy.port, root: root, run: UInt32(truncatingIfNeeded: seed &+ UInt64(outcome.rounds)) | 1)
        var aftermath = Aftermath()
        var accounts: [StepAccount] = []
        for step in DrillStep.allCases {
            let account = StepAccount(of: step, job, collector) { waitForLateEffects(since: $0) }
            accounts.append(account)
            let strikes = StepStrikes(earlier: account.earlier, last: account.last, paths: job.paths)
            if strikes.refuse { job.waitUntilProxyAnswers() }
            let judgement = RandomJudgement(
                step, account.result, strikes, after: aftermath, paths: job.paths)
            outcome.tally += judgement.tally
            outcome.complaints += judgement.complaints.map { complaint in
                let told = complaint.path.map { path in accounts.map { "    \($0.text(of: path))" } } ?? []
                return (["\(step.command) of \(root): \(complaint.text)"] + told).joined(separator: "\n")
            }
            if step == .write {
                // What was not started wrote nothing.
                guard account.result.verdict != .notStarted else { return }
                aftermath = Aftermath(of: strikes, paths: job.paths)
            }
        }
    }

    /// Lets nothing be done in a later step that was asked for in this one: a close, or a listing, may be struck by then.
    private func waitForLateEffects(since first: Int) {
        let late = collector.all[first...].filter { $0.kind == .lateEffect }
        guard let last = late.map(\.time).max() else { return }
        let over = last + Fault.lateEffectSeconds + 0.5
        OSThreads.pause(for: .seconds(max(0, over - Date().timeIntervalSince1970)))
    }

    /// A stream stays open only where a strike kept it from being closed.
    private mutating func judgeOpenStreams() {
        let kept = collector.all.reduce(0) { $0 + Self.streamsKept(by: $1) }
        let open = proxy.state.openStreams
        if open > kept {
            outcome.complaints.append("\(open) streams are left open, where strikes kept \(kept) at most")
        }
    }

    /// How many streams it keeps open at most.
    private static func streamsKept(by strike: FaultRecord) -> Int {
        strike.kind == .refuse ? DrillJob.processes : opening.contains(strike.operation) ? 1 : 0
    }

    private static let opening: Set<Fault.Operation> = [.createFile, .openFile, .close, .delete]
}
