import Alluxio
import Measurement
import OSThreads

/// One process of `parallel-read`.
struct ReadProcess: LoadProcess {
    private let plan: ReadPlan
    private let number: Int
    private let recorder: Recorder
    private let statuses: IterationStatuses
    private let connection: ProcessConnection
    private var files: [File]

    /// One of the process's files, in an iteration.
    private struct File {
        let number: FileNumber
        let path: AlluxioPath
        let subject: ExpectedFile
        var isReady = false
        var status: FileSummary?
        var expected: Expectation
    }

    init(_ plan: ReadPlan, number: Int, recorder: Recorder, statuses: IterationStatuses, dialect: Dialect) {
        self.plan = plan
        self.number = number
        self.recorder = recorder
        self.statuses = statuses
        files = plan.source.files(ofProcess: number).map { file in
            let path = plan.source.path(file)
            return File(
                number: file, path: path,
                subject: ExpectedFile(path: path.description, node: plan.source.node, file),
                expected: plan.expectation(at: path, file, status: nil))
        }
        connection = ProcessConnection(plan.deployment, process: number, dialect, recorder)
    }

    mutating func prepare(_ iteration: Int) {
        let looked = statuses.current
        for index in files.indices {
            note(looked?[files[index].number], of: index)
            files[index].isReady = isReady(files[index], iteration)
        }
    }

    /// Works out anew what a file should hold only where its status is another than in the iteration before.
    private mutating func note(_ status: FileSummary?, of index: Int) {
        guard status != files[index].status else { return }
        files[index].status = status
        files[index].expected = plan.expectation(at: files[index].path, files[index].number, status: status)
    }

    private func isReady(_ file: File, _ iteration: Int) -> Bool {
        do {
            try plan.copies?.removeOld(file.number)
            _ = try connection.ready()
            return true
        } catch let error as AlluxioError {
            recorder.record(error, iteration: iteration, proxy: connection.proxy)
        } catch {
            recorder.record(
                local: "\(error)", operation: .localWrite, path: file.path.description, iteration: iteration)
        }
        return false
    }

    mutating func perform(_ iteration: Int) {
        for file in files where file.isReady { perform(iteration, file) }
    }

    private func perform(_ iteration: Int, _ file: File) {
        let (expected, subject) = (file.expected, file.subject)
        if !expected.isSettled { recorder.withOutcome { $0.recordUnsettled() } }
        switch expected.look(at: file.status, of: subject) {
        case .wrong(let finding): return recorder.withOutcome { $0.record([finding]) }
        case .unsettled: return
        case .open: break
        }
        do throws(AlluxioError) {
            let client = try connection.ready()
            client.deadline = plan.deployment.timeouts.file.map { MonotonicTime.now + $0 }
            defer { client.deadline = nil }
            recorder.record(try read(client, file))
            recorder.withOutcome {
                if let status = file.status { $0.record(readOf: status.inAlluxioPercentage) }
            }
        } catch {
            recorder.record(advised(error), iteration: iteration, proxy: connection.proxy)
        }
    }

    /// In local mode a folder is most often a node's whose name was forgotten.
    private func advised(_ error: AlluxioError) -> AlluxioError {
        guard error.code == .isADirectory, case .oneFile = plan.source else { return error }
        var error = error
        error.message += "; to read the files of a node in it, give --node"
        return error
    }

    private func read(_ client: AlluxioClient, _ file: File) throws(AlluxioError) -> FinishedRead {
        var sink = try ReadSink(file.path, file.expected, plan.copies, file.number)
        try recorder.time(.readFile) { finished throws(AlluxioError) in
            try client.withReader(file.path, openOptions) { reader in
                try reader.read { [recorder] piece in
                    recorder.addBytesMoved(piece.count)
                    try sink.take(piece)
                }
                finished(sink.received)
            }
        }
        let read = FinishedRead(
            file: file.subject, received: sink.received, expectedLength: file.expected.length,
            statusLength: file.status?.length, content: sink.checked())
        if read.isWhole { try sink.keepCopy() }
        return read
    }

    private var openOptions: OpenFileOptions {
        var options = OpenFileOptions()
        options.readType = plan.readType
        return options
    }
}

extension ReadPlan {
    fileprivate func expectation(at path: AlluxioPath, _ file: FileNumber, status: FileSummary?)
        -> Expectation
    {
        let node = source.nodeName
        return knowledge.expectation(at: path, of: node, node == nil ? nil : file, status)
    }
}
