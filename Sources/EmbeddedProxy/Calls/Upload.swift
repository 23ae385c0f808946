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
