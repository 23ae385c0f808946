import OSThreads
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
        do {
            count += Int64(piece.byteCount)
            return try piece.withUnsafeBytes { bytes throws(SystemError) in try writer.data.append(bytes) }
        } catch {
            failure = .notCached(error)
            return true
        }
    }

    func end() -> Response {
        failure?.response(in: cluster.dialect)
            ?? Response(200, contentType: MediaType.json, text: String(count))
    }
}

extension Cluster {
    /// So many bytes are sent with a Content-Length, longer answers in chunks: Jersey's buffer.
    private static let bufferedBytes: Int64 = 8192

    /// How long a read of bytes that are nowhere keeps silent, if its client waits so long.
    private static let silence: Duration = .seconds(3600)

    func read(_ id: Int32, _ head: RequestHead) -> Response {
        guard let reader = streams.reader(id) else {
            return RouteFailure.http(500, "Internal Server Error", produces: MediaType.bytes)
                .response(to: head, in: dialect)
        }
        guard dialect.readsDeletedFiles || namespace.withLock({ $0[reader.file] != nil }) else {
            return RouteFailure.http(500, "Request failed.").response(to: head, in: dialect)
        }
        if reader.isGone {
            _ = head.client?.wait(for: Self.silence)
            return .nothing
        }
        return Response(200, contentType: MediaType.bytes, Self.body(of: reader))
    }

    /// What no read has taken yet.
    static func body(of reader: FileReader) -> Response.Body {
        reader.remaining > bufferedBytes ? .stream(reader) : .bytes(reader.rest())
    }

    func close(_ id: Int32) -> Response {
        switch streams.close(id) {
        case .writer(let writer):
            // What a disk did not take stays incomplete.
            guard let content = writer.data.seal() else { break }
            if faults.isArmed, namespace.withLock({ $0.awaits(writer) }) { return complete(writer, content) }
            namespace.withLock { $0.complete(writer, content, now: Self.nowMs()) }
        case .reader: break
        case nil: return AlluxioFailure.noSuchStream.response(in: dialect)
        }
        return Response(200)
    }
}
