import WebServer

/// The body of one write call, on its way into a file.
final class Upload: BodyReceiver {
    private let writer: FileWriter
    private let cluster: Cluster
    private var count: Int64 = 0
    /// Why the rest of the body is thrown away.
    private var failure: AlluxioFailure?

    init(_ writer: FileWriter, _ cluster: Cluster) {
        self.writer = writer
        self.cluster = cluster
    }

    /// A file that was closed meanwhile takes no more, and its sender's connection is cut.
    func receive(_ piece: RawSpan) -> Bool {
        guard failure == nil else { return true }
        if writer.needsBlock(for: piece.byteCount), !cluster.namespace.withLock({ $0.grantsBlock(writer) }) {
            failure = .noBlock(writer.path)
            return true
        }
        count += Int64(piece.byteCount)
        return writer.data.append(piece)
    }

    func end() -> Response {
        failure?.response(in: cluster.dialect)
            ?? Response(200, contentType: MediaType.json, text: String(count))
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
        return Response(
            200, contentType: MediaType.bytes,
            reader.remaining > Self.bufferedBytes ? .stream(reader) : .bytes(reader.rest()))
    }

    func close(_ id: Int32) -> Response {
        switch streams.close(id) {
        case .writer(let writer):
            let content = writer.data.seal()
            namespace.withLock { $0.complete(writer, content, now: Self.nowMs()) }
        case .reader: break
        case nil: return AlluxioFailure.noSuchStream.response(in: dialect)
        }
        return Response(200)
    }
}
