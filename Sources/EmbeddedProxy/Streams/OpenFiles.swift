import OSThreads
import WebServer

/// A file that is open for writing.
final class FileWriter: Sendable {
    let file: InodeID
    /// Where the file was when it was opened: what a close completes.
    let path: AlluxioPath
    let blockSizeBytes: Int64
    let writeType: WriteType
    let data: FileData
    let course = Monitor(UploadCourse())

    init(
        file: InodeID, path: AlluxioPath, blockSizeBytes: Int64, writeType: WriteType, in storage: Storage
    ) {
        self.file = file
        self.path = path
        self.blockSizeBytes = blockSizeBytes
        self.writeType = writeType
        data = FileData(in: storage)
    }

    /// Whether so many bytes more begin a block.
    func needsBlock(for bytes: Int) -> Bool {
        let written = data.count
        let room = (blockSizeBytes - written % blockSizeBytes) % blockSizeBytes
        return bytes > room
    }
}

/// A file that is open for reading. It keeps the bytes that it was opened on, also when the file is deleted.
final class FileReader: BodySource, Sendable {
    let file: InodeID
    /// Where the file was when it was opened.
    let path: AlluxioPath
    let content: FileContent
    private let cursor: Monitor<ContentCursor>

    init(_ content: FileContent, of file: InodeID, path: AlluxioPath) {
        self.content = content
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
