import Alluxio
import Measurement
import OSThreads

/// `parallel-read`: every process reads a file, over and over, in local mode the same one.
public struct ReadLoad {
    private let plan: ReadPlan
    private let state: RunState

    public init(_ plan: ReadPlan, state: RunState) {
        self.plan = plan
        self.state = state
    }

    /// Runs to the last iteration.
    ///
    /// - Throws: `NotStarted` where nothing was read; `SystemError` where the folder of the copies can't be made or there
    ///   are not threads enough.
    public func run(progress: @escaping (Int, IterationRecord) -> Void) throws {
        let check = try ProxyCheck(plan.deployment, state)
        state.note(serverVersion: check.version)
        try check.requireOwnStreams()
        let start = try state.planStart(at: plan.startAt, plan.deployment, check.dialect)
        let client = try Coordinator.client(plan.deployment, check.dialect, state)
        try plan.copies?.makeFolder()
        let lock = try plan.copies?.lock()
        defer { withExtendedLifetime(lock) {} }
        warnOfUnnamed()
        let statuses = IterationStatuses()
        let clients = CoordinatorClients(client, plan.deployment, check.dialect, state)
        let (plan, state) = (plan, state)
        let loop = LoadLoop(
            length: plan.length, pace: plan.pace, files: plan.processes * plan.source.filesOfAProcess,
            start: start, state: state,
            makeProcess: { number in
                ReadProcess(plan, number: number, state: state, statuses: statuses, dialect: check.dialect)
            },
            before: { lookUp($0, statuses, clients) }, after: { _ in }, progress: progress)
        try loop.run()
    }

    /// Says of how many files the record says nothing.
    private func warnOfUnnamed() {
        guard let record = plan.knowledge.record else { return }
        // Of all nodes' files a run may read others in each iteration: the first one's stand for them.
        let unnamed = plan.targets(in: 1).count { record.files[$0.path.description] == nil }
        if unnamed > 0 {
            state.warn(
                "no record names \(counted(unnamed, "file")) that are read, which are held to what they say themselves"
            )
        }
    }

    /// Looks up the lengths that reads are held to. Where that fails nothing can be said of a read, so none is made.
    private func lookUp(_ iteration: Int, _ statuses: IterationStatuses, _ clients: CoordinatorClients)
        -> Bool
    {
        var tries = Tries(state, state.coordinator, seed: UInt64(iteration))
        do throws(AlluxioError) {
            statuses.current = try tries.run { () throws(AlluxioError) in
                try clients.look { client throws(AlluxioError) in try lookUp(iteration, client) }
            }
            return true
        } catch {
            state.coordinator.record(error, iteration: iteration)
            return false
        }
    }

    private func lookUp(_ iteration: Int, _ client: AlluxioClient) throws(AlluxioError) -> Statuses {
        let found = try Statuses(plan, in: iteration, client)
        if let advice = found.advice { state.warn(advice) }
        guard plan.freesBefore else { return found }
        warn(try Freeing(plan, in: iteration, client).free(found))
        return try Statuses(plan, in: iteration, client)
    }

    private func warn(_ freed: Freeing.Freed) {
        if freed.notPersisted > 0 {
            state.warn("files not freed, for the under store doesn't have them: \(freed.notPersisted)")
        }
        if freed.stillHeld > 0 {
            state.warn("files still held by workers 30 s after they were freed: \(freed.stillHeld)")
        }
    }
}
