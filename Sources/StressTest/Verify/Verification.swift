import Alluxio
import FoundationEssentials
import Measurement
import OSThreads
import Synchronization

/// `verify-write` and `verify-read`: every file is read from Alluxio and held, byte by byte, against what it should be.
public struct Verification {
    private let plan: VerifyPlan
    private let state: RunState

    public init(_ plan: VerifyPlan, state: RunState) {
        self.plan = plan
        self.state = state
    }

    /// Verifies all files, so many at once as the plan says.
    ///
    /// - Throws: `NotStarted` where nothing was looked at; `SystemError` where there are not threads enough.
    public func run() throws {
        let sight = try look()
        let verifiers = min(plan.processes, plan.count)
        let gate = IterationGate(processes: verifiers)
        let next = Atomic(0)
        let threads = try (0..<verifiers).map { number in
            try OSThread { [plan, state] in
                var source = Self.byteSource(plan, number, sight, state.processes[number])
                source.prepare()
                gate.start(1)
                let began = ContinuousClock.now
                while true {
                    let file = next.add(1, ordering: .relaxed).oldValue
                    guard file < plan.count else { break }
                    FileVerification(plan, file: file, sight.statuses, state.processes[number]).run(
                        from: &source)
                }
                gate.finish(began: began)
            }
        }
        let released = gate.waitUntilReleased(1)
        let began = Date().timeIntervalSince1970
        state.beginSpan(released)
        let span = gate.waitUntilFinished(released: released)
        for thread in threads { thread.join() }
        state.add(
            IterationRecord(
                start: began, seconds: (span.end - span.start).seconds, state.tally, skew: span.skew.seconds))
    }

    /// What is known before the first file is opened.
    struct Sight: Sendable {
        var dialect: Dialect
        /// Nil where the way in has no look-up.
        var statuses: Statuses?
    }

    private func look() throws -> Sight {
        guard case .proxy = plan.way else { return Sight(dialect: .v2, statuses: nil) }
        let check = try ProxyCheck(plan.deployment, recorder: state.coordinator)
        state.note(serverVersion: check.version)
        let client = try Coordinator.client(plan.deployment, check.dialect, state)
        do throws(AlluxioError) {
            return Sight(dialect: check.dialect, statuses: try Statuses(plan.files, client))
        } catch {
            throw NotStarted("the files can't be listed: \(error.message)")
        }
    }

    private static func byteSource(_ plan: VerifyPlan, _ number: Int, _ sight: Sight, _ recorder: Recorder)
        -> any ByteSource
    {
        switch plan.way {
        case .proxy:
            ProxyByteSource(
                connection: ProcessConnection(plan.deployment, process: number, sight.dialect, recorder),
                timeout: plan.deployment.timeouts.file)
        case .shell(let home):
            ShellByteSource(home: home, silence: plan.deployment.timeouts.stall)
        }
    }
}
