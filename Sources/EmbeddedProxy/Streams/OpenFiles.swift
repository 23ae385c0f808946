import OSThreads
import WebServer

/// A file that is open for writing.
final class FileWriter: Sendable {
    let file: InodeID
    /// Where the file was when it was opened: what a close completes.
    let path: AlluxioPath
    let blockSizeBytes: Int64
    let writeType: WriteType
    let data = FileData()
    let course = Monitor(UploadCourse())

    init(file: InodeID, path: AlluxioPath, blockSizeBytes: Int64, writeType: WriteType) {
        self.file = file
        self.path = path
        self.blockSizeBytes = blockSizeBytes
        self.writeType = writeType
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
    private struct Cursor {
        var chunk = 0
        var offset = 0
        var passed: Int64 = 0
    }

    let file: InodeID
    private let content: FileContent
    private let cursor = Monitor(Cursor())

    init(_ content: FileContent, of file: InodeID) {
        self.content = content
        self.file = file
    }

    /// How many bytes no read has taken yet.
    var remaining: Int64 { cursor.withLock { content.count - $0.passed } }

    /// How many bytes reads have taken.
    var passed: Int64 { cursor.withLock { $0.passed } }

    /// Takes what is left, whole.
    func rest() -> [UInt8] {
        var bytes: [UInt8] = []
        cursor.withLock { cursor in
            while cursor.chunk < content.chunks.count {
                bytes += content.chunks[cursor.chunk][cursor.offset...]
                cursor.chunk += 1
                cursor.offset = 0
            }
            cursor.passed = content.count
        }
        return bytes
    }

    func fill(_ buffer: inout BodyBuffer) -> Bool {
        cursor.withLock { cursor in
            while buffer.room > 0, cursor.chunk < content.chunks.count {
                let taken = buffer.append(content.chunks[cursor.chunk], from: cursor.offset)
                cursor.offset += taken
                cursor.passed += Int64(taken)
                if cursor.offset == content.chunks[cursor.chunk].count {
                    cursor.chunk += 1
                    cursor.offset = 0
                }
            }
        }
        return true
    }
}
