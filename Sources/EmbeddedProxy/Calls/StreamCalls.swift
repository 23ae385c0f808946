import WebServer

// The calls on streams.
extension Cluster {
    /// So many bytes are sent with a Content-Length, longer answers in chunks: Jersey's buffer.
    private static let bufferedBytes: Int64 = 8192

    func read(_ id: Int32, _ head: RequestHead) -> Response {
        guard let reader = streams.reader(id) else {
            return RouteFailure.http(500, "Internal Server Error", produces: MediaType.bytes)
                .response(to: head, in: dialect)
        }
        guard dialect.readsDeletedFiles || namespace.withLock({ $0[reader.file] != nil }) else {
            return RouteFailure.http(500, "Request failed.").response(to: head, in: dialect)
        }
        let body: Response.Body
        switch namespace.withLock({ $0.beginReading(reader) }) {
        case .whole where reader.remaining > max(Self.bufferedBytes, reader.blockSizeBytes):
            body = .stream(BlockwiseBody(reader, self, for: head.client))
        case .whole: body = Self.body(of: reader)
        case .replaced(let content):
            guard let other = reader.continued(in: content) else {
                return Response(500, contentType: MediaType.bytes, text: reader.tooFew(content.count))
            }
            body = Self.body(of: other)
        case .upTo(let bytes): body = .stream(PartOfFile(reader, bytes: bytes, for: head.client))
        case .nothing:
            head.client?.waitUntilItLeaves()
            return .nothing
        }
        return Response(200, contentType: MediaType.bytes, body)
    }

    /// What no read has taken yet.
    static func body(of reader: FileReader) -> Response.Body {
        reader.remaining > bufferedBytes ? .stream(reader) : .bytes(reader.rest())
    }

    /// A stream for reading, where a read would give all that is left.
    func wholeReader(_ id: Int32) -> FileReader? {
        guard let reader = streams.reader(id) else { return nil }
        if case .whole = namespace.withLock({ $0.remainder(for: reader) }) { return reader }
        return nil
    }

    func close(_ id: Int32) -> Response {
        guard let stream = streams.close(id) else { return AlluxioFailure.noSuchStream.response(in: dialect) }
        if faults.isArmed, case .writer(let writer) = stream { return closeWhereStruck(writer) }
        end(stream)
        return Response(200)
    }

    /// Adds a stream, and ends those that it finds expired; its id.
    func open(_ stream: StreamTable.Stream) -> Int32 {
        let (id, expired) = streams.open(stream)
        for stream in expired { end(stream) }
        return id
    }

    private func end(_ stream: StreamTable.Stream) {
        switch stream {
        // No content where a disk did not take it: the file stays incomplete.
        case .writer(let writer): complete(writer, writer.data.seal())
        case .reader(let reader): namespace.withLock { $0.endReading(reader) }
        }
    }

    /// Ends the writing of a file; without its content it stays incomplete.
    ///
    /// - Parameter change: Done to the namespace at the same moment.
    func complete(
        _ writer: FileWriter, _ content: FileContent?, _ change: (inout Namespace) -> Void = { _ in }
    ) {
        let now = clock()
        namespace.withLock { tree in
            tree.complete(writer, content, now: Self.nowMs())
            change(&tree)
            if leaks(writer, { $0.closed = now }) { tree.leak(writer) }
        }
    }

    /// The connection of an upload was cut by its sender.
    func senderLeft(_ writer: FileWriter) {
        let now = clock()
        if leaks(writer, { $0.cut = now }) { namespace.withLock { $0.leak(writer) } }
    }

    /// Whether a writer's block leaks now that this, too, has happened to it.
    private func leaks(_ writer: FileWriter, _ happened: (inout UploadCourse) -> Void) -> Bool {
        writer.course.withLock {
            happened(&$0)
            return leaksReservations && $0.leaks
        }
    }
}
