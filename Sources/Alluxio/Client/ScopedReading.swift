import OSThreads

/// A file that `withReader` opened, for as long as its closure runs.
public struct FileReader {
    public let stream: FileInStream
    fileprivate let client: AlluxioClient

    /// Reads to the file's end; as `AlluxioClient.read`.
    @discardableResult
    public func read(_ receive: (UnsafeRawBufferPointer) throws -> Void) throws(AlluxioError) -> Int64 {
        try client.read(stream, receive: receive)
    }
}

extension AlluxioClient {
    /// Reads a file: opens it, runs `body`, closes it, also when `body` throws.
    ///
    /// - Throws: the first failure. What `body` throws of its own becomes the cause of an error of code `local`.
    @discardableResult
    public func withReader<Value>(
        _ path: AlluxioPath, _ options: OpenFileOptions = .init(), _ body: (FileReader) throws -> Value
    ) throws(AlluxioError) -> Value {
        let stream = try openFile(path, options)
        let value: Value
        do {
            value = try body(FileReader(stream: stream, client: self))
        } catch {
            closeAfterFailure(stream)
            throw AlluxioError(own: error, .read, path)
        }
        try close(stream)
        return value
    }

    /// The proxy forgets a stream that nobody closes after an hour, so that it isn't worth more than the stall limit.
    private func closeAfterFailure(_ stream: FileInStream) {
        let callersDeadline = deadline
        deadline = MonotonicTime.now + configuration.stallTimeout
        defer { deadline = callersDeadline }
        try? close(stream)
    }
}
