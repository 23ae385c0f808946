import Alluxio
import Measurement
import OSThreads

/// `parallel-write`: every process writes its file, over and over; after each iteration one listing says what is stored.
public struct WriteLoad {
    private static let looksAgain = 5
    private static let pauseBeforeALook: Duration = .milliseconds(100)

    private let plan: WritePlan
    private let state: RunState
    private let marking: Marking

    public init(_ plan: WritePlan, state: RunState) {
        self.plan = plan
        self.state = state
        marking = Marking(run: plan.run, on: plan.marks, state: state)
    }

    /// Runs to the last iteration, or to what ends it.
    ///
    /// - Throws: `NotStarted` where nothing was written; `SystemError` where there are not threads enough.
    public func run(progress: @escaping (Int, IterationRecord) -> Void) throws {
        let check = try ProxyCheck(plan.deployment, recorder: state.coordinator)
        state.note(serverVersion: check.version)
        let client = try Coordinator.client(plan.deployment, check.dialect, state)
        let (standing, made) = try preflight(client)
        do {
            try SameAlluxio.check(plan.layout.folder, plan.deployment, check.dialect, state)
        } catch {
            made?.removeEmpty(client, state.coordinator)
            throw error
        }
        let (plan, state, marking) = (plan, state, marking)
        let loop = LoadLoop(
            iterations: plan.iterations, state: state,
            makeProcess: { number in
                WriteProcess(
                    plan, number: number, stands: standing.contains(number), state: state, marking: marking,
                    dialect: check.dialect)
            },
            before: { _ in true }, after: { confirm($0, client) }, progress: progress)
        defer {
            removeUnfinished(client)
            made?.removeEmpty(client, state.coordinator)
        }
        try loop.run()
    }

    /// Looks at what stands in the node's folder, and makes the folder where it is missing.
    ///
    /// - Returns: the processes whose old file will be replaced, and the folders that were made.
    private func preflight(_ client: AlluxioClient) throws(NotStarted) -> (Set<Int>, MadeFolders?) {
        do {
            let folder = try NodeFolder(plan.layout, client)
            try folder.check(for: .write, force: plan.force)
            let own = folder.files.filter { $0.key < plan.processes }
            let dead = own.values.filter { !$0.completed }.map(\.path).sorted()
            if !dead.isEmpty {
                let files = dead.count == 1 ? "1 incomplete file" : "\(dead.count) incomplete files"
                state.warn("replacing \(files) that another run left: \(dead.joined(separator: ", "))")
            }
            let made = folder.entries == nil ? try MadeFolders(plan.layout.folder, client) : nil
            return (Set(own.keys), made)
        } catch let error as AlluxioError {
            throw NotStarted("\(plan.layout.folder) can't be used: \(error.message)")
        } catch {
            throw error as? NotStarted ?? NotStarted("\(error)")
        }
    }

    /// One listing of the node's folder says which of the files that were answered well are stored.
    private func confirm(_ iteration: Int, _ client: AlluxioClient) {
        let answered = state.processes.indices.filter { state.processes[$0].answeredIteration == iteration }
        guard !answered.isEmpty else { return }
        do throws(AlluxioError) {
            let files = try filesOnceComplete(of: answered, client)
            turnMarksOffIfDropped(answered.compactMap { files[$0] })
            for process in answered { confirm(process, files[process], iteration) }
        } catch {
            state.coordinator.record(error, iteration: iteration)
        }
    }

    /// The files as listed. Where many close at once Alluxio answers some closes a few milliseconds before they are done,
    /// so that a file that is not complete is looked at again before it counts as that.
    private func filesOnceComplete(of processes: [Int], _ client: AlluxioClient) throws(AlluxioError)
        -> [Int: FileSummary]
    {
        var files = try NodeFolder(plan.layout, client).files
        for _ in 0..<Self.looksAgain where processes.contains(where: { files[$0]?.completed == false }) {
            pause(for: Self.pauseBeforeALook)
            files = try NodeFolder(plan.layout, client).files
        }
        return files
    }

    /// Deletes the files of this run that were answered well and yet are not complete: they would stand in the way of the
    /// next run. What is in doubt stays as it is.
    private func removeUnfinished(_ client: AlluxioClient) {
        let outcome = state.outcome
        let left = Set(outcome.left.map(\.path))
        let found = Set(outcome.findings.filter { $0.kind == .incomplete }.map(\.path)).subtracting(left)
        guard !found.isEmpty, let files = try? NodeFolder(plan.layout, client).files else { return }
        for (process, status) in files where !status.completed {
            let path = plan.layout.file(process: process)
            guard found.contains(path.description), marking.otherRun(status) == nil else { continue }
            do { try client.delete(path) } catch {
                state.coordinator.record(
                    left: path, on: client.proxy, why: "a file that is not complete: \(error.message)")
            }
        }
    }

    /// A server that takes marks and doesn't give them back shows none on any file.
    private func turnMarksOffIfDropped(_ files: [FileSummary]) {
        if marking.isOn, !files.isEmpty, files.allSatisfy({ $0.xattr?[Mark.attribute] == nil }) {
            marking.turnOff("Alluxio doesn't give back the mark that files were created with")
        }
    }

    private func confirm(_ process: Int, _ status: FileSummary?, _ iteration: Int) {
        let recorder = state.processes[process]
        if let status, marking.isOn, let other = marking.otherRun(status) {
            let path = plan.layout.file(process: process)
            recorder.record(.twoRuns(path: path, other: other, operation: .listStatus), iteration: iteration)
            return state.end()
        }
        let file = ExpectedFile(
            path: plan.layout.file(process: process).description, node: plan.layout.node.description,
            process: process)
        if let finding = file.finding(status: status, storedLength: plan.content.length) {
            recorder.withOutcome { $0.record([finding]) }
        } else {
            recorder.withOutcome { $0.recordFile(bytes: plan.content.length) }
        }
    }
}
