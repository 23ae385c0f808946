import OSThreads
import WebServer

/// The body of one write call, on its way into a file.
final class Upload: BodyReceiver {
    /// So much of a body may come after a block was refused; a longer one is answered before its end.
    private static let bytesAfterRefusal = 128 << 10

    private let writer: FileWriter
    private let cluster: Cluster
    private var count: Int64 = 0
    /// Why the rest of the body is thrown away.
    private var failure: AlluxioFailure?
    private var thrownAway = 0
    private var isTaken = true

    init(_ writer: FileWriter, _ cluster: Cluster) {
        self.writer = writer
        self.cluster = cluster
    }

    /// A file that was closed meanwhile takes no more, and its sender's connection is cut.
    func receive(_ piece: RawSpan) -> Bool {
        if failure == nil, writer.needsBlock(for: piece.byteCount) { askForBlocks(for: piece.byteCount) }
        isTaken = failure == nil ? store(piece) : throwAway(piece)
        return isTaken
    }

    private func askForBlocks(for bytes: Int) {
        do {
            try cluster.namespace.withLock { tree throws(AlluxioFailure) in
                try tree.grantBlocks(to: writer, for: writer.data.count + Int64(bytes))
            }
        } catch {
            refuse(error)
        }
    }

    private func store(_ piece: RawSpan) -> Bool {
        let end = writer.data.count + Int64(piece.byteCount)
        do {
            count += Int64(piece.byteCount)
            return try piece.withUnsafeBytes { bytes throws(SystemError) in try writer.data.append(bytes) }
        } catch {
            refuse(
                .notStored(error, block: writer.block(at: end), blockSizeBytes: writer.blockSizeBytes))
            return true
        }
    }

    private func throwAway(_ piece: RawSpan) -> Bool {
        thrownAway += piece.byteCount
        return thrownAway <= Self.bytesAfterRefusal
    }

    private func refuse(_ failure: AlluxioFailure) {
        self.failure = failure
        writer.course.withLock { $0.isRefused = true }
    }

    var refusal: Response? { failure?.response(in: cluster.dialect) }

    func end() -> Response {
        refusal
            ?? Response(200, contentType: MediaType.json, text: String(count))
    }

    func brokeOff() {
        if isTaken { cluster.senderLeft(writer) }
    }
}

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
        case .whole: body = Self.body(of: reader)
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
