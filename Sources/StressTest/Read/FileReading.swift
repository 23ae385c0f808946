import Alluxio
import Measurement
import OSThreads

/// A file that is about to be read, and what is known of it.
struct FileToRead {
    /// Whose name its copy has.
    let place: FileNumber
    let target: ReadTarget
    let subject: ExpectedFile
    /// Nil where the look-up didn't have it.
    var status: FileSummary?
    var expected: Expectation

    init(_ target: ReadTarget, place: FileNumber, status: FileSummary? = nil, _ expected: Expectation) {
        self.place = place
        self.target = target
        subject = ExpectedFile(
            path: target.path.description, node: target.node?.description, target.number)
        self.status = status
        self.expected = expected
    }

    var path: AlluxioPath { target.path }
}

/// How a process reads one file after the other.
struct FileReading {
    let connection: ProcessConnection
    let recorder: Recorder
    let state: RunState
    let readType: ReadType?
    /// For one whole file, each try by itself.
    let timeout: Duration?
    let copies: LocalCopies?

    /// Reads it, unless its status says what is wrong with it; whether it came.
    func perform(_ file: FileToRead, _ iteration: Int, due: MonotonicTime?) -> Bool {
        if !file.expected.isSettled { recorder.withOutcome { $0.recordUnsettled() } }
        switch file.expected.look(at: file.status, of: file.subject) {
        case .wrong(let finding):
            recorder.withOutcome { $0.record([finding]) }
            return false
        case .unsettled: return false
        case .open: break
        }
        do throws(AlluxioError) {
            recorder.record(try read(file, due: due))
            recorder.withOutcome {
                if let status = file.status { $0.record(readOf: status.inAlluxioPercentage) }
            }
            return true
        } catch {
            recorder.record(advised(error, file), iteration: iteration, proxy: connection.proxy)
            return false
        }
    }

    /// In local mode a folder is most often a node's whose name was forgotten.
    private func advised(_ error: AlluxioError, _ file: FileToRead) -> AlluxioError {
        guard error.code == .isADirectory, file.target.node == nil else { return error }
        var error = error
        error.message += "; to read the files of a node in it, give --node"
        return error
    }

    /// Reads the file, in as many tries as it takes and may.
    private func read(_ file: FileToRead, due: MonotonicTime?) throws(AlluxioError) -> FinishedRead {
        var tries = Tries(
            state, recorder, seed: UInt64(recorder.process ?? 0) << 32 ^ UInt64(file.place.file))
        var sink = try ReadSink(file.path, file.expected, copies, file.place)
        let isMeasured = try recorder.with(underWay: partLeft(of: file)) { () throws(AlluxioError) in
            try recorder.time(.readFile, due: due) { finished throws(AlluxioError) in
                try tries.run(restart: { () throws(AlluxioError) in try sink.restart() }) {
                    () throws(AlluxioError) in try readOnce(file, into: &sink)
                }
                finished(sink.received)
            }
        }
        let read = FinishedRead(
            file: file.subject, received: sink.received, expectedLength: file.expected.length,
            statusLength: file.status?.length, content: sink.checked(), isMeasured: isMeasured)
        if read.isWhole { try sink.keepCopy() }
        return read
    }

    private func readOnce(_ file: FileToRead, into sink: inout ReadSink) throws(AlluxioError) {
        let client = try connection.ready()
        client.deadline = timeout.map { MonotonicTime.now + $0 }
        defer { client.deadline = nil }
        let limit = BodyLimit(length: file.status?.length ?? file.expected.length)
        do {
            try client.withReader(file.path, openOptions) { reader in
                try reader.read { [recorder] piece in
                    recorder.addBytesMoved(piece.count)
                    try sink.take(piece)
                    try limit.check(received: sink.received, of: file.path)
                }
            }
        } catch {
            connection.lookInto(error)
            throw error
        }
    }

    /// What is left of the file's copy, where the process ends in its midst.
    private func partLeft(of file: FileToRead) -> Measurement.LeftBehind? {
        copies.map {
            Measurement.LeftBehind(
                path: $0.partPath(file.place), stream: nil, proxy: connection.proxy.description,
                why: "a copy on this machine, of \(file.path), which was being read")
        }
    }

    private var openOptions: OpenFileOptions {
        var options = OpenFileOptions()
        options.readType = readType
        return options
    }
}
