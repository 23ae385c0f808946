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
    private let client: AlluxioClient

    fileprivate init(_ client: AlluxioClient, _ stream: FileOutStream) {
        self.client = client
        self.stream = stream
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
        let writer = FileWriter(self, try createFile(path, options))
        let value: Value
        do {
            value = try body(writer)
            if let failure = writer.failure { throw failure }
        } catch {
            throw undo(writer, after: writer.failure ?? AlluxioError(own: error, .write, path))
        }
        do { try close(writer.stream) } catch {
            // A close in doubt may be done later: on whatever then stands at the path.
            throw error.code == .inDoubt ? error : undo(writer, after: error)
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
        if !writer.isEnded { pause(for: configuration.pauseAfterACut) }
        var error = error
        if let left = leftAfterUndoing(writer.stream) { error.leftBehind = left }
        return error
    }

    private func leftAfterUndoing(_ stream: FileOutStream) -> LeftBehind? {
        func left(_ why: String, stillOpen: Bool) -> LeftBehind {
            LeftBehind(
                path: stream.path, stream: stillOpen ? stream.id : nil, proxy: proxy,
                why: "a failed upload could not be undone: \(why)")
        }
        do { try delete(stream.path) } catch {
            guard error.code == .notFound else { return left("\(error)", stillOpen: true) }
        }
        do { try close(stream) } catch {
            guard error.code == .noStream else {
                return left(
                    "its file is deleted, but its worker may keep a block reserved: \(error)", stillOpen: true
                )
            }
        }
        pause(for: configuration.pauseAfterAnUndoingClose)
        do { _ = try getStatus(stream.path, as: FileSummary.self) } catch {
            return error.code == .notFound ? nil : left("\(error)", stillOpen: false)
        }
        return left("a file is there after its delete", stillOpen: false)
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
