import HTTP

// The calls that open, fill, read and close streams. Every one throws `AlluxioError`.
extension AlluxioClient {
    /// Makes a file and opens it for writing. Until the stream is closed the file is not complete and can't be read.
    public func createFile(_ path: AlluxioPath, _ options: CreateFileOptions = .init())
        throws(AlluxioError) -> FileOutStream
    {
        var call = call(.createFile, path, options)
        call.changes = true
        return try perform(call) { response throws(Answer.Mismatch) in
            FileOutStream(id: try Answer.stream(response.body), path: path)
        }
    }

    public func openFile(_ path: AlluxioPath, _ options: OpenFileOptions = .init())
        throws(AlluxioError) -> FileInStream
    {
        try perform(call(.openFile, path, options)) { response throws(Answer.Mismatch) in
            FileInStream(id: try Answer.stream(response.body), path: path)
        }
    }

    /// Appends to a file that is open for writing.
    ///
    /// - Parameter fill: puts what comes next at the beginning of the buffer and returns how many bytes it is; 0 ends
    ///   the upload.
    /// - Returns: how many bytes the proxy took, which are all that were sent: fewer are error `short-write`.
    @discardableResult
    public func write(_ stream: FileOutStream, fill: (UnsafeMutableRawBufferPointer) throws -> Int)
        throws(AlluxioError) -> Int64
    {
        try upload(stream, fill: fill).result.get()
    }

    /// Reads a file that is open for reading, from where the last read ended to its end.
    ///
    /// The proxy answers before it has the data, so too few bytes are no error here: hold the count against a status.
    ///
    /// - Parameter receive: is given the bytes piece by piece, in order.
    /// - Returns: how many bytes came.
    @discardableResult
    public func read(_ stream: FileInStream, receive: (UnsafeRawBufferPointer) throws -> Void)
        throws(AlluxioError) -> Int64
    {
        let limits = HTTPConnection.Limits(stall: configuration.stallTimeout, deadline: deadline)
        let result = withoutActuallyEscaping(receive) { receive in
            perform(
                Call(.read, stream.id, of: stream.path), limits, receive: receive,
                read: { response throws(Answer.Mismatch) in
                    if connection.isPage { throw Answer.Mismatch("a page, not a file") }
                    return connection.bytesStreamed
                }
            ).result
        }
        return try result.get()
    }

    /// Completes the file. What was written so far is then the file, also after a `write` that failed.
    public func close(_ stream: FileOutStream) throws(AlluxioError) {
        try perform(Call(.close, stream.id, of: stream.path, changes: true), nothing)
    }

    public func close(_ stream: FileInStream) throws(AlluxioError) {
        try perform(Call(.close, stream.id, of: stream.path), nothing)
    }

    /// `write`, with what undoing must know.
    func upload(_ stream: FileOutStream, fill: (UnsafeMutableRawBufferPointer) throws -> Int)
        -> Performed<Int64>
    {
        let limits = HTTPConnection.Limits(
            answer: configuration.metadataTimeout, stall: configuration.stallTimeout, deadline: deadline)
        return withoutActuallyEscaping(fill) { fill in
            let body = HTTPRequest.Body.stream { buffer in
                let count = try fill(buffer)
                precondition(
                    (0...buffer.count).contains(count), "fill returns how much of the buffer it filled")
                return count
            }
            return perform(
                Call(.write, stream.id, of: stream.path, body: body), limits,
                read: { response throws(Answer.Mismatch) in
                    let taken = try Answer.count(response.body)
                    let sent = connection.bytesStreamed
                    guard taken == sent else {
                        throw Answer.Mismatch(
                            "\(taken) bytes taken, of \(sent) sent",
                            code: taken < sent ? .shortWrite : .protocolViolation)
                    }
                    return taken
                })
        }
    }
}
