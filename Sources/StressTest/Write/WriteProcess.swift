import Alluxio
import Measurement
import Synchronization

/// One process of `parallel-write`.
struct WriteProcess: LoadProcess {
    private let plan: WritePlan
    private let number: Int
    private let path: AlluxioPath
    private let state: RunState
    private let marking: Marking
    private let recorder: Recorder
    private let connection: ProcessConnection
    /// Whether a file stands at the path that this run may delete.
    private var stands: Bool
    /// Set once a call is in doubt: the process does nothing more.
    private var halted = false
    /// Whether the iteration's file can't be tried, because getting ready for it failed.
    private var failed = false

    init(_ plan: WritePlan, number: Int, stands: Bool, state: RunState, marking: Marking, dialect: Dialect) {
        self.plan = plan
        self.number = number
        self.stands = stands
        self.state = state
        self.marking = marking
        path = plan.layout.file(process: number)
        recorder = state.processes[number]
        connection = ProcessConnection(plan.deployment, process: number, dialect, recorder)
    }

    mutating func prepare(_ iteration: Int) {
        guard !halted else { return }
        failed = false
        do throws(AlluxioError) {
            let client = try connection.ready()
            if stands { try delete(client) }
            stands = false
        } catch {
            fail(error, iteration)
            failed = true
        }
    }

    private func delete(_ client: AlluxioClient) throws(AlluxioError) {
        do {
            try client.delete(path)
        } catch  where error.code == .notFound {
            // It is gone, and that was wanted.
        }
    }

    mutating func perform(_ iteration: Int) {
        guard !halted, !failed, !state.isEnded else { return }
        do throws(AlluxioError) {
            try write(connection.ready(), version: iteration)
            stands = true
            recorder.answeredIteration = iteration
        } catch {
            fail(error, iteration)
        }
    }

    private func write(_ client: AlluxioClient, version: Int) throws(AlluxioError) {
        client.deadline = plan.deployment.timeouts.file.map { .now + $0 }
        defer { client.deadline = nil }
        do {
            try writeOnce(client, version: version, marked: marking.isOn)
        } catch  where marking.isOn && error.refusesExtendedAttributes {
            marking.turnOff("Alluxio takes no extended attributes, so files bear no mark")
            try writeOnce(client, version: version, marked: false)
        }
    }

    private func writeOnce(_ client: AlluxioClient, version: Int, marked: Bool) throws(AlluxioError) {
        let options = createOptions(version: version, marked: marked)
        let content = plan.content.version(version, ofProcess: number)
        let start = ContinuousClock.now
        do {
            try client.withWriter(path, options) { writer in
                var offset: Int64 = 0
                guard content.length > 0 else { return }
                try writer.write { [recorder] buffer in
                    let count = try content.fill(buffer, at: offset)
                    offset += Int64(count)
                    recorder.addBytesMoved(count)
                    return count
                }
            }
            let took = ContinuousClock.now - start
            recorder.withOutcome {
                $0.record(Alluxio.Operation.writeFile.rawValue, took: took, bytes: content.length)
            }
        } catch {
            let took = ContinuousClock.now - start
            recorder.withOutcome { $0.recordFailed(Alluxio.Operation.writeFile.rawValue, took: took) }
            throw error
        }
    }

    private func createOptions(version: Int, marked: Bool) -> CreateFileOptions {
        var options = CreateFileOptions()
        options.recursive = false
        options.writeType = plan.writeType
        options.blockSizeBytes = plan.blockSize
        if marked {
            let mark = Mark(
                run: plan.run, node: plan.layout.node.description, process: number, file: 0, version: version,
                length: plan.content.length)
            options.xattr = [Mark.attribute: mark.bytes]
        }
        return options
    }

    private mutating func fail(_ error: AlluxioError, _ iteration: Int) {
        if error.code == .inDoubt { halted = true }
        // What could not be undone is not used again in this run.
        if error.leftBehind != nil { halted = true }
        recorder.record(twoRuns(error) ?? error, iteration: iteration, proxy: connection.proxy)
    }

    /// Another run's mark on a file that stands in this one's way.
    private func twoRuns(_ error: AlluxioError) -> AlluxioError? {
        guard error.code == .alreadyExists, marking.isOn, let client = try? connection.ready(),
            let status = try? client.getStatus(path, as: FileSummary.self),
            let other = marking.otherRun(status)
        else { return nil }
        state.end()
        return .twoRuns(path: path, other: other, operation: .createFile)
    }
}

extension AlluxioError {
    /// Whether the server doesn't know `xattr`, as Alluxio 1.8 doesn't.
    var refusesExtendedAttributes: Bool { httpStatus == 400 && message.contains("xattr") }

    static func twoRuns(path: AlluxioPath, other run: UInt32, operation: Operation) -> AlluxioError {
        AlluxioError(
            .twoRuns,
            "\(path) bears the mark of run \(run): another run writes to the same node; give each its own --node",
            operation: operation, path: path)
    }
}
