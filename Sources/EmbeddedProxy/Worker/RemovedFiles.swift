import OSThreads
import WebServer

// What is left of a file that is deleted or overwritten while it is open. Seen on 2.9.6: the worker hears of it within a
// second. Until then it is read as it was. Then only the block that is being read comes to its end; another is asked for
// in vain, or read from the under store, where another file may stand at the path.
extension Namespace {
    private static let heartbeat = Duration.seconds(1)

    func remainder(for reader: FileReader, after removal: FileContent.Removal) -> Inode.File.Remainder {
        guard reader.remaining > 0, clock() >= removal.time + Self.heartbeat else { return .whole }
        guard removal.isPersisted, case .found(let inode) = resolve(reader.path),
            inode.attributes.persistence == .persisted, let content = inode.file?.content
        else { return .nothing }
        return .replaced(content)
    }
}

extension FileReader {
    /// So much of an answer is sent at once.
    private static let bufferedBytes: Int64 = 32 << 10

    /// Reads on in another file, as far as this one went; nil where that has nothing for it. Of one that ends before,
    /// what doesn't fill a buffer is lost. Nothing is left of this one then.
    func continued(in other: FileContent) -> FileReader? {
        let place = position
        let end =
            other.count < content.count
            ? other.count / Self.bufferedBytes * Self.bufferedBytes : content.count
        guard place < end else { return nil }
        skipRest()
        return FileReader(
            FileContent([other.part(place..<end)]), of: file, path: path, blockSizeBytes: blockSizeBytes)
    }
}

extension FileReader {
    /// What is said where the under store has only so many bytes of the file.
    func tooFew(_ bytes: Int64) -> String {
        let block = position / blockSizeBytes
        let start = block * blockSizeBytes
        let id = Inode.File.blockID(container: file >> 24, sequence: block)
        return "Block \(id) is expected to be \(min(blockSizeBytes, content.count - start)) bytes, "
            + "but only \(max(0, bytes - start)) bytes are available in the UFS. Please retry the read and on the next access, "
            + "Alluxio will sync with the UFS and fetch the updated file content."
    }
}

/// An answer with a file of several blocks, each of which is asked for when it is its turn.
final class BlockwiseBody: BodySource {
    private let reader: FileReader
    private let cluster: Cluster
    private let client: (any Client)?
    /// What is read instead from some block on.
    private var other: FileReader?

    init(_ reader: FileReader, _ cluster: Cluster, for client: (any Client)?) {
        self.reader = reader
        self.cluster = cluster
        self.client = client
    }

    func fill(_ buffer: inout BodyBuffer) -> Bool {
        if let other { return other.fill(&buffer) }
        guard reader.content.removal != nil, reader.remaining > 0 else { return reader.fill(&buffer) }
        let passed = reader.position % reader.blockSizeBytes
        if passed == 0 {
            switch cluster.namespace.withLock({ $0.remainder(for: reader) }) {
            case .whole, .upTo: break
            case .nothing:
                client?.waitUntilItLeaves()
                return false
            case .replaced(let content):
                other = reader.continued(in: content)
                return other?.fill(&buffer) ?? true
            }
        }
        return buffer.take(from: reader, atMost: Int(clamping: reader.blockSizeBytes - passed)) != nil
    }
}
