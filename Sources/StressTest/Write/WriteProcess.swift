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
    private let confirmation: Confirmation
    private let answered: AnsweredFiles?
    private let record: RunRecord
    private let recorder: Recorder
    private let connection: ProcessConnection
    private var own: [OwnFile]
    /// Set once a call is in doubt, or the last version is written.
    private(set) var isHalted = false

    /// - Parameters:
    ///   - standing: what stands at the paths of the node's files.
    ///   - answered: to which files are added that are made sure of together; nil where each is by itself.
    init(
        _ plan: WritePlan, number: Int, standing: [FileNumber: StandingVersion], state: RunState,
        confirmation: Confirmation, answered: AnsweredFiles?, dialect: Dialect
    ) {
        self.plan = plan
        self.number = number
        self.state = state
        self.confirmation = confirmation
        self.answered = answered
        marking = confirmation.marking
        record = confirmation.record
        recorder = state.processes[number]
        connection = ProcessConnection(plan.deployment, process: number, dialect, state)
        own = (0..<plan.layout.filesOfAProcess).map {
            OwnFile(standing: standing[FileNumber(process: number, file: $0)])
        }
    }

    var files: Int { own.count }

    mutating func prepare(_ range: Range<Int>, _ iteration: Int) {
        guard !isHalted, connect(range, iteration), recordReplacing(range) else { return }
        for file in range where !isHalted && !state.isEnded {
            var tries = tries(at: file)
            do throws(AlluxioError) {
                try tries.run { () throws(AlluxioError) in try makeWay(for: file, connection.ready()) }
                own[file].isReady = true
            } catch {
                fail(error, iteration)
            }
        }
    }

    /// Without a connection none of the files can be tried.
    private mutating func connect(_ range: Range<Int>, _ iteration: Int) -> Bool {
        var tries = tries(at: 0)
        do throws(AlluxioError) {
            try tries.run { () throws(AlluxioError) in _ = try connection.ready() }
            return true
        } catch {
            for _ in range { fail(error, iteration) }
            return false
        }
    }

    private func tries(at file: Int) -> Tries {
        Tries(
            state, recorder,
            seed: UInt64(plan.run) << 32 ^ UInt64(number) << 16 ^ UInt64(file) ^ UInt64(own[file].version)
                << 48)
    }

    private func recordReplacing(_ range: Range<Int>) -> Bool {
        record.replacing(
            range.lazy.map { [number, own] in
                (FileNumber(process: number, file: $0), own[$0].standing)
            })
    }

    private mutating func makeWay(for file: Int, _ client: AlluxioClient) throws(AlluxioError) {
        guard own[file].standing != nil else { return }
        do {
            try client.delete(path(file))
        } catch  where error.code == .notFound {
            // It is gone, and that was wanted.
        }
        own[file].standing = nil
    }

    mutating func perform(_ file: Int, _ iteration: Int, due: MonotonicTime?) -> Bool {
        guard own[file].isReady, !isHalted, !state.isEnded else { return false }
        own[file].isReady = false
        do throws(AlluxioError) {
            own[file].isMeasured = try write(file, due: due)
            own[file].standing = StandingVersion(run: plan.run, version: own[file].version)
            answered?.add(FileNumber(process: number, file: file), own[file].answered)
            return true
        } catch {
            fail(error, iteration)
            return false
        }
    }

    mutating func confirm(_ file: Int, _ iteration: Int) { _ = confirmed(file, iteration) }

    /// The same; the version that is stored, nil where it is not.
    mutating func confirmed(_ file: Int, _ iteration: Int) -> Int? {
        guard let client = try? connection.ready() else { return nil }
        let isStored = confirmation.confirm(
            FileNumber(process: number, file: file), own[file].answered, iteration, client)
        if own[file].version == StandingVersion.highest {
            isHalted = true
            state.warn(
                "a file has no version after \(StandingVersion.highest): processes that wrote it stopped")
        }
        return isStored ? own[file].version : nil
    }

    /// Writes the file, in as many tries as it takes and may; whether it was done while there was measuring.
    private mutating func write(_ file: Int, due: MonotonicTime?) throws(AlluxioError) -> Bool {
        var tries = tries(at: file)
        return try recorder.with(underWay: left(of: file)) { () throws(AlluxioError) in
            try recorder.time(.writeFile, due: due) { finished throws(AlluxioError) in
                try tries.run { () throws(AlluxioError) in try writeOnce(file) }
                finished(plan.content.length)
            }
        }
    }

    /// One try, with the next version.
    private mutating func writeOnce(_ file: Int) throws(AlluxioError) {
        own[file].version += 1
        let client = try connection.ready()
        client.deadline = plan.deployment.timeouts.file.map { MonotonicTime.now + $0 }
        defer { client.deadline = nil }
        // Another process may turn marks off while this one's first create is on its way.
        let marked = marking.isOn
        do {
            try upload(file, client, marked: marked)
        } catch  where marked && error.refusesExtendedAttributes {
            marking.turnOff("Alluxio takes no extended attributes, so files bear no mark")
            try upload(file, client, marked: false)
        } catch {
            throw twoRuns(error, file) ?? error
        }
    }

    private func upload(_ file: Int, _ client: AlluxioClient, marked: Bool) throws(AlluxioError) {
        let content = plan.content.version(own[file].version, ofProcess: number, file: file)
        var took: Duration = .zero
        do {
            try client.withWriter(path(file), createOptions(file, marked: marked)) { writer in
                var offset: Int64 = 0
                guard content.length > 0 else { return }
                let start = MonotonicTime.now
                defer { took = .now - start }
                try writer.write { [recorder] buffer in
                    let count = try content.fill(buffer, at: offset)
                    offset += Int64(count)
                    recorder.addBytesMoved(count)
                    return count
                }
            }
        } catch {
            connection.lookInto(error)
            throw state.streamTimeout?.explain(error, after: took) ?? error
        }
    }

    /// What is left of the file, where the process ends in its midst.
    private func left(of file: Int) -> Measurement.LeftBehind {
        Measurement.LeftBehind(
            path: path(file).description, stream: nil, proxy: connection.proxy.description,
            why: "it was being written, and may be there or not, whole or incomplete")
    }

    private func createOptions(_ file: Int, marked: Bool) -> CreateFileOptions {
        var options = CreateFileOptions()
        options.recursive = false
        options.writeType = plan.writeType
        options.blockSizeBytes = plan.blockSize
        if marked {
            let mark = Mark(
                run: plan.run, node: plan.layout.node.description, process: number, file: file,
                version: own[file].version, length: plan.content.length, data: plan.content.kind)
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
            isHalted = true
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
