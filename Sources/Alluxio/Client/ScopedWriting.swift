import OSThreads

/// A file that `withWriter` opened, for as long as its closure runs.
public final class FileWriter {
    public let stream: FileOutStream
    /// Bytes that the proxy took so far.
    public private(set) var bytesWritten: Int64 = 0
    /// The first failure of a write: the file is then undone, whatever the closure makes of it.
    private(set) var failure: AlluxioError?
    /// Whether the proxy is done with all that was sent.
    private(set) var isEnded = true
    /// How long the proxy took to make the file.
    fileprivate let creation: Duration
    private let client: AlluxioClient

    fileprivate init(_ client: AlluxioClient, _ stream: FileOutStream, creation: Duration) {
        self.client = client
        self.stream = stream
        self.creation = creation
    }

    /// Appends to the file; as `AlluxioClient.write`. After a failure it throws that failure again and sends nothing.
    @discardableResult
    public func write(_ fill: (UnsafeMutableRawBufferPointer) throws -> Int) throws(AlluxioError) -> Int64 {
        if let failure { throw failure }
        let performed = client.upload(stream, fill: fill)
        isEnded = performed.isEnded
        do {
            let count = try performed.result.get()
            bytesWritten += count
            return count
        } catch {
            failure = error
            throw error
        }
    }
}

extension AlluxioClient {
    /// Writes a file: opens it, runs `body`, closes it. When anything fails in between, the file is undone: see `undo`.
    ///
    /// A file of no bytes needs no write. That all was answered well does not mean that the file is stored: look at its
    /// status, and once more where it is not complete, for a proxy that closes many streams at once may answer before it
    /// has closed this one.
    ///
    /// - Throws: the first failure; with `leftBehind` where it is in doubt, or could not be undone. What `body` throws of
    ///   its own becomes the cause of an error of code `local`.
    @discardableResult
    public func withWriter<Value>(
        _ path: AlluxioPath, _ options: CreateFileOptions = .init(),
        _ body: (FileWriter) throws -> Value
    ) throws(AlluxioError) -> Value {
        let start = MonotonicTime.now
        let stream = try createFile(path, options)
        let writer = FileWriter(self, stream, creation: .now - start)
        let value: Value
        do {
            value = try body(writer)
            if let failure = writer.failure { throw failure }
        } catch {
            throw undo(writer, after: writer.failure ?? AlluxioError(own: error, .write, path))
        }
        do { try close(writer.stream) } catch {
            // A close in doubt may be done later: on whatever then stands at the path.
            throw error.leftBehind != nil ? error : undo(writer, after: error)
        }
        return value
    }

    /// Takes back a failed upload, in the one order that leaves nothing: the proxy done with the body; `delete` while the
    /// stream is open, as closing first would show a short file as complete; `close`, for the worker to let go of the
    /// block, and only when the delete was answered; then the status must be gone.
    ///
    /// - Returns: `error`, with `leftBehind` where that could not be done.
    private func undo(_ writer: FileWriter, after error: AlluxioError) -> AlluxioError {
        let callersDeadline = deadline
        deadline = nil
        isUndoing = true
        defer {
            deadline = callersDeadline
            isUndoing = false
        }
        if !writer.isEnded { pauseUndoing(for: configuration.pauseAfterACut) }
        var error = error
        if let left = leftAfterUndoing(writer) { error.leftBehind = left }
        return error
    }

    private func leftAfterUndoing(_ writer: FileWriter) -> LeftBehind? {
        let stream = writer.stream
        func left(_ why: String, stillOpen: Bool) -> LeftBehind {
            LeftBehind(
                path: stream.path, stream: stillOpen ? stream.id : nil, proxy: proxy,
                why: "a failed upload could not be undone: \(why)")
        }
        let start = MonotonicTime.now
        do { try delete(stream.path) } catch {
            guard error.code == .notFound else { return left("\(error)", stillOpen: true) }
        }
        if !writer.isEnded {
            pauseUndoing(for: Self.patience(withAProxyThatTook: max(writer.creation, .now - start)))
        }
        do { try close(stream) } catch {
            guard error.code == .noStream else {
                return left(
                    "its file is deleted, but its worker may keep a block reserved: \(error)", stillOpen: true
                )
            }
        }
        pauseUndoing(for: configuration.pauseAfterAnUndoingClose)
        do { _ = try getStatus(stream.path, as: FileSummary.self) } catch {
            return error.code == .notFound ? nil : left("\(error)", stillOpen: false)
        }
        return left("a file is there after its delete", stillOpen: false)
    }
}

extension AlluxioClient {
    private func pauseUndoing(for duration: Duration) {
        guard let cutoff = configuration.cutoff else { return pause(for: duration) }
        cutoff.pause(for: duration, .undoing)
    }

    /// How long a stream whose upload was cut stays open after its delete: a proxy that is slow to answer, for its machine
    /// has more to do than it can, is slow to see the cut, too. Nothing tells when it has.
    private static func patience(withAProxyThatTook answer: Duration) -> Duration {
        min(answer * 10, .seconds(10))
    }
}

extension AlluxioError {
    /// What a closure of the caller's threw.
    init(own error: any Error, _ operation: Operation, _ path: AlluxioPath) {
        self =
            error as? AlluxioError
            ?? AlluxioError(.local, "\(error)", operation: operation, path: path, cause: error)
    }
}
