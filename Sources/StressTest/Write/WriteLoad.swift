import Alluxio
import Measurement
import OSThreads

/// `parallel-write`: every process writes its files, over and over; after each iteration one listing says what is stored.
public struct WriteLoad {
    private let plan: WritePlan
    private let state: RunState
    private let marking: Marking
    private let record: RunRecord

    /// - Parameter record: where it is written down what is stored.
    public init(_ plan: WritePlan, record: RecordFile? = nil, state: RunState) {
        self.plan = plan
        self.state = state
        marking = Marking(run: plan.run, on: plan.marks, state: state)
        self.record = RunRecord(record, plan, state)
    }

    /// Runs to the last iteration, or to what ends it.
    ///
    /// - Throws: `NotStarted` where nothing was written; `SystemError` where there are not threads enough.
    public func run(progress: @escaping (Int, IterationRecord) -> Void) throws {
        let check = try ProxyCheck(plan.deployment, recorder: state.coordinator)
        state.note(serverVersion: check.version)
        let client = try Coordinator.client(plan.deployment, check.dialect, state)
        var made = MadeFolders()
        defer { made.removeEmpty(in: plan.layout, client, state.coordinator) }
        let standing = try preflight(client, &made)
        try SameAlluxio.check(plan.layout.folder, plan.deployment, check.dialect, state)
        defer { removeUnfinished(client) }
        try write(over: standing, client, check.dialect, progress)
    }

    private func write(
        over standing: [FileNumber: StandingVersion], _ client: AlluxioClient, _ dialect: Dialect,
        _ progress: @escaping (Int, IterationRecord) -> Void
    ) throws(SystemError) {
        let answered = AnsweredFiles()
        let confirmation = Confirmation(
            plan: plan, state: state, marking: marking, record: record, client: client)
        let loop = LoadLoop(
            iterations: plan.iterations, state: state,
            makeProcess: { [plan, state, marking, record] number in
                WriteProcess(
                    plan, number: number, standing: standing, state: state, marking: marking,
                    answered: answered, record: record, dialect: dialect)
            },
            before: { _ in true }, after: { confirmation.confirm(answered.take(), $0) }, progress: progress)
        try loop.run()
    }

    /// Looks at what stands in the node's folder, and makes the folders that are missing.
    ///
    /// - Returns: the run's own files that stand, and will be replaced.
    private func preflight(_ client: AlluxioClient, _ made: inout MadeFolders) throws(NotStarted)
        -> [FileNumber: StandingVersion]
    {
        do {
            let folder = try NodeFolder(plan.layout, client)
            try folder.check(for: .write, force: plan.force)
            let own = folder.files.filter { plan.writes($0.key) }
            let dead = own.values.filter { !$0.completed }.map(\.path).sorted()
            if !dead.isEmpty {
                let files = counted(dead.count, "incomplete file")
                state.warn("replacing \(files) that another run left: \(dead.joined(separator: ", "))")
            }
            try made.make(for: plan.layout, processes: plan.processes, found: folder, client)
            return own.mapValues(StandingVersion.init(of:))
        } catch let error as AlluxioError {
            throw NotStarted("\(plan.layout.folder) can't be used: \(error.message)")
        } catch {
            throw error as? NotStarted ?? NotStarted("\(error)")
        }
    }

    /// Deletes the files of this run that were answered well and yet are not complete: they would stand in the way of the
    /// next run. What is in doubt stays as it is.
    private func removeUnfinished(_ client: AlluxioClient) {
        let outcome = state.outcome
        let left = Set(outcome.left.map(\.path))
        let incomplete = outcome.findings.entries.map(\.finding).filter { $0.kind == .incomplete }
        let found = Set(incomplete.map(\.path)).subtracting(left)
        guard !found.isEmpty, let files = try? NodeFolder(plan.layout, client).files else { return }
        for (number, status) in files where !status.completed {
            let path = plan.layout.path(number)
            guard found.contains(path.description), marking.otherRun(status) == nil else { continue }
            do { try client.delete(path) } catch {
                state.coordinator.record(
                    left: path, on: client.proxy, why: "a file that is not complete: \(error.message)")
            }
        }
    }
}
