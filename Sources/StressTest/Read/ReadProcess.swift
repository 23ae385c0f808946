import Alluxio
import Measurement
import OSThreads

/// One process of `parallel-read`.
struct ReadProcess: LoadProcess {
    private let plan: ReadPlan
    private let number: Int
    private let path: AlluxioPath
    private let recorder: Recorder
    private let statuses: IterationStatuses
    private let connection: ProcessConnection
    private var failed = false
    private var status: FileSummary?

    init(_ plan: ReadPlan, number: Int, recorder: Recorder, statuses: IterationStatuses, dialect: Dialect) {
        self.plan = plan
        self.number = number
        self.recorder = recorder
        self.statuses = statuses
        path = plan.source.path(FileNumber(process: number))
        connection = ProcessConnection(plan.deployment, process: number, dialect, recorder)
    }

    mutating func prepare(_ iteration: Int) {
        failed = true
        status = statuses.current?[FileNumber(process: number)]
        do {
            try plan.copies?.removeOld(process: number)
            _ = try connection.ready()
            failed = false
        } catch let error as AlluxioError {
            recorder.record(error, iteration: iteration, proxy: connection.proxy)
        } catch {
            recorder.record(
                local: "\(error)", operation: .localWrite, path: path.description, iteration: iteration)
        }
    }

    mutating func perform(_ iteration: Int) {
        guard !failed else { return }
        let file = ExpectedFile(path: path.description, node: plan.source.node, FileNumber(process: number))
        let expectedLength = plan.expected?.length ?? status?.length
        if let shown = file.finding(status: status, length: expectedLength) {
            return recorder.withOutcome { $0.record([shown]) }
        }
        do throws(AlluxioError) {
            let client = try connection.ready()
            client.deadline = plan.deployment.timeouts.file.map { .now + $0 }
            defer { client.deadline = nil }
            try read(client, file)
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

    private func read(_ client: AlluxioClient, _ file: ExpectedFile) throws(AlluxioError) {
        var sink = try ReadSink(path, plan, process: number)
        let start = ContinuousClock.now
        do {
            try client.withReader(path, openOptions) { reader in
                try reader.read { [recorder] piece in
                    recorder.addBytesMoved(piece.count)
                    try sink.take(piece)
                }
                let took = ContinuousClock.now - start
                recorder.withOutcome {
                    $0.record(Alluxio.Operation.readFile.rawValue, took: took, bytes: sink.received)
                }
            }
        } catch {
            let took = ContinuousClock.now - start
            recorder.withOutcome { $0.recordFailed(Alluxio.Operation.readFile.rawValue, took: took) }
            throw error
        }
        try judge(&sink, file)
    }

    /// What came, held against what should have come.
    private func judge(_ sink: inout ReadSink, _ file: ExpectedFile) throws(AlluxioError) {
        let received = sink.received
        let length = status?.length ?? received
        let expected = plan.expected?.length ?? length
        // Whole is what Alluxio says the file is; whether that is what was expected is for the findings.
        let whole = received == length
        if whole { try sink.keepCopy() }
        var findings = [file.finding(received: received, expected: expected)].compactMap { $0 }
        if received == expected, length != received {
            findings.append(file.finding(.lengthMismatch, length: length))
        }
        let (runs, omitted) = sink.differences()
        findings += runs.map { file.finding(.different, offset: $0.offset, length: $0.length) }
        recorder.withOutcome { [plan] outcome in
            if whole { outcome.recordFile(bytes: received) }
            if plan.expected != nil { outcome.recordChecked(bytes: min(received, expected)) }
            outcome.record(findings)
            outcome.omitFindings(omitted)
        }
    }

    private var openOptions: OpenFileOptions {
        var options = OpenFileOptions()
        options.readType = plan.readType
        return options
    }
}
