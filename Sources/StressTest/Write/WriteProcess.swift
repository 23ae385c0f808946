import Alluxio
import Measurement
import OSThreads
import Synchronization

/// One process of `parallel-write`.
struct WriteProcess: LoadProcess {
    private let plan: WritePlan
    private let number: Int
    private let state: RunState
    private let marking: Marking
    private let answered: AnsweredFiles
    private let record: RunRecord
    private let recorder: Recorder
    private let connection: ProcessConnection
    private var files: [OwnFile]
    /// Set once a call is in doubt: the process does nothing more.
    private var halted = false

    /// - Parameter standing: what stands at the paths of the node's files.
    init(
        _ plan: WritePlan, number: Int, standing: [FileNumber: StandingVersion], state: RunState,
        marking: Marking, answered: AnsweredFiles, record: RunRecord, dialect: Dialect
    ) {
        self.plan = plan
        self.number = number
        self.state = state
        self.marking = marking
        self.answered = answered
        self.record = record
        recorder = state.processes[number]
        connection = ProcessConnection(plan.deployment, process: number, dialect, recorder)
        files = (0..<plan.layout.filesOfAProcess).map {
            OwnFile(standing: standing[FileNumber(process: number, file: $0)])
        }
    }

    mutating func prepare(_ iteration: Int) {
        guard !halted, connect(iteration), recordReplacing() else { return }
        for file in files.indices where !halted && !state.isEnded {
            do throws(AlluxioError) {
                try makeWay(for: file, connection.ready())
                files[file].isReady = true
            } catch {
                fail(error, iteration)
            }
        }
    }

    /// Without a connection none of the files can be tried.
    private mutating func connect(_ iteration: Int) -> Bool {
        do throws(AlluxioError) {
            _ = try connection.ready()
            return true
        } catch {
            for _ in files { fail(error, iteration) }
            return false
        }
    }

    private func recordReplacing() -> Bool {
        record.replacing(
            files.lazy.enumerated().map { [number] in
                (FileNumber(process: number, file: $0.offset), $0.element.standing)
            })
    }

    private mutating func makeWay(for file: Int, _ client: AlluxioClient) throws(AlluxioError) {
        guard files[file].standing != nil else { return }
        do {
            try client.delete(path(file))
        } catch  where error.code == .notFound {
            // It is gone, and that was wanted.
        }
        files[file].standing = nil
    }

    mutating func perform(_ iteration: Int) {
        for file in files.indices where files[file].isReady && !halted && !state.isEnded {
            files[file].isReady = false
            files[file].version += 1
            do throws(AlluxioError) {
                try write(file, connection.ready())
                files[file].standing = StandingVersion(run: plan.run, version: files[file].version)
                answered.add(FileNumber(process: number, file: file), version: files[file].version)
            } catch {
                fail(twoRuns(error, file) ?? error, iteration)
            }
        }
    }

    private func write(_ file: Int, _ client: AlluxioClient) throws(AlluxioError) {
        client.deadline = plan.deployment.timeouts.file.map { MonotonicTime.now + $0 }
        defer { client.deadline = nil }
        // Another process may turn marks off while this one's first create is on its way.
        let marked = marking.isOn
        do {
            try writeOnce(file, client, marked: marked)
        } catch  where marked && error.refusesExtendedAttributes {
            marking.turnOff("Alluxio takes no extended attributes, so files bear no mark")
            try writeOnce(file, client, marked: false)
        }
    }

    private func writeOnce(_ file: Int, _ client: AlluxioClient, marked: Bool) throws(AlluxioError) {
        let options = createOptions(file, marked: marked)
        let content = plan.content.version(files[file].version, ofProcess: number, file: file)
        try recorder.time(.writeFile) { finished throws(AlluxioError) in
            try client.withWriter(path(file), options) { writer in
                var offset: Int64 = 0
                guard content.length > 0 else { return }
                try writer.write { [recorder] buffer in
                    let count = try content.fill(buffer, at: offset)
                    offset += Int64(count)
                    recorder.addBytesMoved(count)
                    return count
                }
            }
            finished(content.length)
        }
    }

    private func createOptions(_ file: Int, marked: Bool) -> CreateFileOptions {
        var options = CreateFileOptions()
        options.recursive = false
        options.writeType = plan.writeType
        options.blockSizeBytes = plan.blockSize
        if marked {
            let mark = Mark(
                run: plan.run, node: plan.layout.node.description, process: number, file: file,
                version: files[file].version, length: plan.content.length, data: plan.content.kind)
            options.xattr = mark.attributes
        }
        return options
    }

    private func path(_ file: Int) -> AlluxioPath {
        plan.layout.path(FileNumber(process: number, file: file))
    }

    private mutating func fail(_ error: AlluxioError, _ iteration: Int) {
        // What could not be undone is not used again in this run.
        if error.code == .inDoubt || error.leftBehind != nil {
            halted = true
            state.stop(process: number, in: iteration)
        }
        recorder.record(error, iteration: iteration, proxy: connection.proxy)
    }

    /// Another run's mark on a file that stands in this one's way.
    private func twoRuns(_ error: AlluxioError, _ file: Int) -> AlluxioError? {
        guard error.code == .alreadyExists, marking.isOn, let client = try? connection.ready(),
            let status = try? client.getStatus(path(file), as: FileSummary.self),
            let other = marking.otherRun(status)
        else { return nil }
        state.end()
        return .twoRuns(path: path(file), other: other, operation: .createFile)
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
