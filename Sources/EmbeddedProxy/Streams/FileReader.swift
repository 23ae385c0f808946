import OSThreads
import WebServer

/// A file that is open for reading. It keeps the bytes that it was opened on.
final class FileReader: BodySource, Sendable {
    let file: InodeID
    /// Where the file was when it was opened.
    let path: AlluxioPath
    let blockSizeBytes: Int64
    let content: FileContent
    private let cursor: Monitor<ContentCursor>

    init(_ content: FileContent, of file: InodeID, path: AlluxioPath, blockSizeBytes: Int64) {
        self.content = content
        self.blockSizeBytes = blockSizeBytes
        self.file = file
        self.path = path
        cursor = Monitor(ContentCursor(content))
    }

    /// How many bytes reads have taken.
    var position: Int64 { content.count - remaining }

    /// How many bytes no read has taken yet.
    var remaining: Int64 { cursor.withLock { $0.remaining } }

    /// Leaves nothing for later reads.
    func skipRest() { cursor.withLock { $0.skip(to: content.count) } }

    /// Takes what is left, whole; fewer bytes where the disk that has them gives no more.
    func rest() -> [UInt8] {
        cursor.withLock { cursor in
            [UInt8](unsafeUninitializedCapacity: Int(cursor.remaining)) { buffer, count in
                count = (try? cursor.read(into: UnsafeMutableRawBufferPointer(buffer))) ?? 0
            }
        }
    }

    func fill(_ buffer: inout BodyBuffer) -> Bool {
        cursor.withLock { cursor in
            do {
                try buffer.append { memory throws(SystemError) in try cursor.read(into: memory) }
                return true
            } catch {
                return false
            }
        }
    }
}
