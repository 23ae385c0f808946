import Alluxio
import Measurement
import OSThreads

/// Says which of the files that `parallel-write` was answered well are stored.
struct Confirmation: Sendable {
    private static let looksAgain = 5
    private static let pauseBeforeALook: Duration = .milliseconds(100)

    let plan: WritePlan
    let state: RunState
    let marking: Marking
    let record: RunRecord

    /// Of an iteration, whose files these are, one listing of the node's folder says it; of very many files one of each
    /// process's. Returns those that are stored.
    @discardableResult
    func confirm(_ answered: [FileNumber: AnsweredFile], _ iteration: Int, _ clients: CoordinatorClients)
        -> [StoredFiles.File]
    {
        guard !answered.isEmpty else { return [] }
        clients.client.isSettling = true
        defer { clients.client.isSettling = false }
        guard plan.layout.isListedByProcess else {
            return confirm(answered, iteration) { () throws(AlluxioError) in
                try clients.look { client throws(AlluxioError) in try NodeFolder(plan.layout, client).files }
            }
        }
        return Dictionary(grouping: answered, by: \.key.process).flatMap { process, files in
            confirm(Dictionary(uniqueKeysWithValues: files.map { ($0.key, $0.value) }), iteration) {
                () throws(AlluxioError) in
                try clients.look { client throws(AlluxioError) in
                    try NodeFolder.files(ofProcess: process, plan.layout, client)
                }
            }
        }
    }

    /// The same of files that `look` finds.
    private func confirm(
        _ answered: [FileNumber: AnsweredFile], _ iteration: Int,
        _ look: () throws(AlluxioError) -> [FileNumber: FileSummary]
    ) -> [StoredFiles.File] {
        do throws(AlluxioError) {
            var tries = Tries(state, state.coordinator, seed: UInt64(plan.run) << 32 ^ UInt64(iteration))
            let listed = try tries.run { () throws(AlluxioError) in
                try filesOnceComplete(of: answered.keys, look)
            }
            turnMarksOffIfDropped(answered.keys.compactMap { listed[$0] })
            let stored = answered.filter { isStored($0.key, $0.value, listed[$0.key], iteration) }
            record.stored(stored.map { (number: $0.key, version: $0.value.version) })
            return stored.map { StoredFiles.File($0.key, version: $0.value.version) }
        } catch {
            state.coordinator.record(error, iteration: iteration)
            return []
        }
    }

    /// Of one file, for the process that wrote it, its status says whether it is stored.
    func confirm(
        _ file: FileNumber, _ answered: AnsweredFile, _ iteration: Int, _ client: AlluxioClient
    ) -> Bool {
        client.isSettling = true
        defer { client.isSettling = false }
        do throws(AlluxioError) {
            var tries = Tries(
                state, state.processes[file.process], seed: UInt64(plan.run) << 32 ^ UInt64(answered.version))
            let found = try tries.run { () throws(AlluxioError) in
                try filesOnceComplete(of: [file]) { () throws(AlluxioError) in
                    [file: try status(of: file, client)].compactMapValues { $0 }
                }
            }
            turnMarksOffIfDropped(Array(found.values))
            guard isStored(file, answered, found[file], iteration) else { return false }
            record.stored([(number: file, version: answered.version)])
            return true
        } catch {
            state.processes[file.process].record(error, iteration: iteration, proxy: client.proxy)
            return false
        }
    }

    /// Nil where there is none.
    private func status(of file: FileNumber, _ client: AlluxioClient) throws(AlluxioError) -> FileSummary? {
        do {
            return try client.getStatus(plan.layout.path(file), as: FileSummary.self)
        } catch  where error.code == .notFound {
            return nil
        }
    }

    /// The files as `look` finds them. Where many close at once Alluxio answers some closes a few milliseconds before they
    /// are done, so that a file that is not complete is looked at again before it counts as that.
    private func filesOnceComplete(
        of answered: some Collection<FileNumber>,
        _ look: () throws(AlluxioError) -> [FileNumber: FileSummary]
    ) throws(AlluxioError) -> [FileNumber: FileSummary] {
        var files = try look()
        for _ in 0..<Self.looksAgain where answered.contains(where: { files[$0]?.completed == false }) {
            pause(for: Self.pauseBeforeALook)
            files = try look()
        }
        return files
    }

    /// A server that takes marks and doesn't give them back shows none on any file.
    private func turnMarksOffIfDropped(_ files: [FileSummary]) {
        if marking.isOn, !files.isEmpty, files.allSatisfy({ $0.xattr?[Mark.attribute] == nil }) {
            marking.turnOff("Alluxio doesn't give back the mark that files were created with")
        }
    }

    /// Counts the file, or what its status shows to be wrong.
    private func isStored(
        _ number: FileNumber, _ answered: AnsweredFile, _ status: FileSummary?, _ iteration: Int
    ) -> Bool {
        let recorder = state.processes[number.process]
        let path = plan.layout.path(number)
        if let status, marking.isOn, let other = marking.otherRun(status) {
            recorder.record(.twoRuns(path: path, other: other, operation: .listStatus), iteration: iteration)
            state.end()
            return false
        }
        let file = ExpectedFile(path: path.description, node: plan.layout.node.description, number)
        if let finding = file.finding(status: status, storedLength: plan.content.length) {
            recorder.withOutcome { $0.record([finding]) }
            return false
        }
        if answered.isMeasured { recorder.withOutcome { $0.recordFile(bytes: plan.content.length) } }
        return true
    }
}
