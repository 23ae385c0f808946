import Alluxio
import Measurement
import OSThreads

/// Says after an iteration of `parallel-write` which of the files that were answered well are stored.
struct Confirmation {
    private static let looksAgain = 5
    private static let pauseBeforeALook: Duration = .milliseconds(100)

    let plan: WritePlan
    let state: RunState
    let marking: Marking
    let record: RunRecord
    let client: AlluxioClient

    /// One listing of the node's folder says it.
    func confirm(_ answered: [FileNumber: Int], _ iteration: Int) {
        guard !answered.isEmpty else { return }
        do throws(AlluxioError) {
            let listed = try filesOnceComplete(of: answered.keys)
            turnMarksOffIfDropped(answered.keys.compactMap { listed[$0] })
            let stored = answered.filter { isStored($0.key, listed[$0.key], iteration) }
            record.stored(stored.map { (number: $0.key, version: $0.value) })
        } catch {
            state.coordinator.record(error, iteration: iteration)
        }
    }

    /// The files as listed. Where many close at once Alluxio answers some closes a few milliseconds before they are done,
    /// so that a file that is not complete is looked at again before it counts as that.
    private func filesOnceComplete(of answered: some Collection<FileNumber>) throws(AlluxioError)
        -> [FileNumber: FileSummary]
    {
        var files = try NodeFolder(plan.layout, client).files
        for _ in 0..<Self.looksAgain where answered.contains(where: { files[$0]?.completed == false }) {
            pause(for: Self.pauseBeforeALook)
            files = try NodeFolder(plan.layout, client).files
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
    private func isStored(_ number: FileNumber, _ status: FileSummary?, _ iteration: Int) -> Bool {
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
        recorder.withOutcome { $0.recordFile(bytes: plan.content.length) }
        return true
    }
}
