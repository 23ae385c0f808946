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
        let check = try ProxyCheck(plan.deployment, recorder: state.coordinator)
        state.note(serverVersion: check.version)
        let client = try Coordinator.client(plan.deployment, check.dialect, state)
        try plan.copies?.makeFolder()
        let lock = try plan.copies?.lock()
        defer { withExtendedLifetime(lock) {} }
        warnOfUnnamed()
        let statuses = IterationStatuses()
        let (plan, state) = (plan, state)
        let loop = LoadLoop(
            iterations: plan.iterations, state: state,
            makeProcess: { number in
                ReadProcess(
                    plan, number: number, recorder: state.processes[number], statuses: statuses,
                    dialect: check.dialect)
            },
            before: { lookUp($0, statuses, client) }, after: { _ in }, progress: progress)
        try loop.run()
    }

    /// Says of how many files the record says nothing.
    private func warnOfUnnamed() {
        guard let record = plan.knowledge.record else { return }
        let unnamed = (0..<plan.processes).flatMap { plan.source.files(ofProcess: $0) }
            .filter { record.files[plan.source.path($0).description] == nil }
        if !unnamed.isEmpty {
            state.warn(
                "no record names \(counted(unnamed.count, "file")) that are read, which are held to what they say themselves"
            )
        }
    }

    /// Looks up the lengths that reads are held to. Where that fails nothing can be said of a read, so none is made.
    private func lookUp(_ iteration: Int, _ statuses: IterationStatuses, _ client: AlluxioClient) -> Bool {
        do throws(AlluxioError) {
            var found = try Statuses(plan.source, client)
            if let advice = found.advice { state.warn(advice) }
            if plan.freesBefore {
                warn(try Freeing(plan, client).free(found))
                found = try Statuses(plan.source, client)
            }
            statuses.current = found
            return true
        } catch {
            state.coordinator.record(error, iteration: iteration)
            return false
        }
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
