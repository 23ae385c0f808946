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
    /// - Throws: `NotStarted` where nothing was looked at, or there are not threads enough.
    public func run() throws {
        let sight = try look()
        if sight.statuses == nil { warnOfUnknown() }
        for advice in sight.advice { state.warn(advice) }
        for (file, length) in sight.unexpected { record(unexpected: file, length) }
        state.note(goal: .files(plan.files.count))
        let verifiers = max(1, min(plan.processes, plan.files.count))
        try state.awaitNodes()
        let gate = IterationGate(processes: verifiers)
        let next = Atomic(0)
        let threads = try ProcessThreads(verifiers, gate) { [plan, state] number in
            guard gate.waitUntilAllowed() != nil else { return }
            var source = Self.byteSource(plan, number, sight, state)
            source.prepare()
            _ = gate.start()
            let began = MonotonicTime.now
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < plan.files.count, !state.isEnded else { break }
                Self.verify(plan, index, sight, state, number, from: &source)
                state.processes[number].addEndedFile()
                state.endIfFailed(state.processes[number])
            }
            gate.finish(began: began)
        }
        gate.allow(1)
        let released = state.waitUntilReleased(gate)
        let began = Date().timeIntervalSince1970
        state.noteBegun(at: released)
        state.beginSpan(released)
        let span = gate.waitUntilFinished(released: released)
        threads.join()
        state.endSeries()
        state.add(
            IterationRecord(
                start: began, seconds: (span.end - span.start).seconds, state.tally, skew: span.skew.seconds))
    }

    private func look() throws -> Sight {
        guard case .proxy = plan.way else { return .none }
        let check = try ProxyCheck(plan.deployment, state)
        state.note(serverVersion: check.version)
        try check.requireOwnStreams()
        let client = try Coordinator.client(plan.deployment, check.dialect, state)
        do throws(AlluxioError) {
            var tries = Tries(state, state.coordinator, seed: 0)
            return try tries.run { () throws(AlluxioError) in try Sight(plan, client) }
        } catch {
            throw NotStarted("the files can't be listed: \(error.message)")
        }
    }

    /// Says what can't be told without a look-up.
    private func warnOfUnknown() {
        let knowledge = plan.knowledge
        if case .files = plan.subject, knowledge.source == nil, knowledge.record == nil {
            state.warn(
                "without a proxy no lengths are known, so that a file that is cut short isn't told: --record knows them"
            )
        }
        if knowledge.record != nil {
            state.warn("without a proxy files that no record names are not looked for")
        }
    }

    private func record(unexpected file: VerifiedFile, _ length: Int64) {
        let subject = ExpectedFile(path: file.path.description, node: file.node?.description, file.number)
        state.coordinator.withOutcome { $0.record([subject.finding(.unexpected, length: length)]) }
    }

    private static func verify(
        _ plan: VerifyPlan, _ index: Int, _ sight: Sight, _ state: RunState, _ process: Int,
        from source: inout any ByteSource
    ) {
        let (file, recorder) = (plan.files[index], state.processes[process])
        var tries = Tries(state, recorder, seed: UInt64(index))
        switch plan.subject {
        case .files: FileVerification(plan, file, sight, recorder).run(from: &source, &tries)
        case .copies(let copies):
            CopyVerification(plan, copies, file, sight, recorder).run(from: &source, &tries)
        }
    }

    private static func byteSource(_ plan: VerifyPlan, _ number: Int, _ sight: Sight, _ state: RunState)
        -> any ByteSource
    {
        switch plan.way {
        case .proxy:
            ProxyByteSource(
                connection: ProcessConnection(plan.deployment, process: number, sight.dialect, state),
                timeout: plan.deployment.timeouts.file)
        case .shell(let home):
            ShellByteSource(home: home, silence: plan.deployment.timeouts.stall, cutoff: state.cutoff)
        case .mount(let folder):
            MountByteSource(folder: folder)
        }
    }
}
