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
        try withNodeFolder { folder in
            // Where each process goes on by itself it makes sure of its files itself.
            let answered: AnsweredFiles? = if case .iterations = plan.length { AnsweredFiles() } else { nil }
            let loop = LoadLoop(
                length: plan.length, pace: plan.pace, files: plan.processes * plan.layout.filesOfAProcess,
                start: folder.start, state: state, makeProcess: makeProcess(in: folder, answered: answered),
                before: { _ in true },
                after: { confirmation.confirm(answered?.take() ?? [:], $0, folder.clients) },
                progress: progress)
            try loop.run()
        }
    }

    /// The node's folder, ready to be written to.
    struct ReadyFolder {
        /// The run's own files that stand, and will be replaced.
        let standing: [FileNumber: StandingVersion]
        let clients: CoordinatorClients
        let dialect: Dialect
        /// When the first file may begin; nil where nothing says.
        let start: MonotonicTime?
    }

    /// Runs `body` once the folder is ready, and puts in order afterwards what was done there.
    ///
    /// - Throws: `NotStarted` where it can't be; nothing was written then.
    func withNodeFolder(_ body: (ReadyFolder) throws -> Void) throws {
        let check = try ProxyCheck(plan.deployment, state)
        state.note(serverVersion: check.version)
        try check.requireOwnStreams()
        state.note(streamTimeout: check.streamTimeout)
        let start = try state.planStart(at: plan.startAt, plan.deployment, check.dialect)
        let client = try Coordinator.client(plan.deployment, check.dialect, state)
        let clients = CoordinatorClients(client, plan.deployment, check.dialect, state)
        var made = MadeFolders()
        defer { made.removeEmpty(in: plan.layout, clients.client, state) }
        let standing = try preflight(client, &made)
        try SameAlluxio.check(plan.layout.folder, plan.deployment, check.dialect, state)
        defer { removeUnfinished(clients.client) }
        // Whatever ended the run, what is then done puts in order what it did.
        defer { clients.client.isSettling = true }
        try body(ReadyFolder(standing: standing, clients: clients, dialect: check.dialect, start: start))
    }

    /// What says which files are stored.
    var confirmation: Confirmation {
        Confirmation(plan: plan, state: state, marking: marking, record: record)
    }

    /// Makes the process of a number, on its thread.
    ///
    /// - Parameter answered: to which files are added that are made sure of together; nil where each is by itself.
    func makeProcess(in folder: ReadyFolder, answered: AnsweredFiles?) -> @Sendable (Int) -> WriteProcess {
        { [plan, state, confirmation, standing = folder.standing, dialect = folder.dialect] number in
            WriteProcess(
                plan, number: number, standing: standing, state: state, confirmation: confirmation,
                answered: answered, dialect: dialect)
        }
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
        // Whether they are expected or not.
        let findings = outcome.findings.entries + outcome.ignored.findings.entries
        let incomplete = findings.map(\.finding).filter { $0.kind == .incomplete }
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
