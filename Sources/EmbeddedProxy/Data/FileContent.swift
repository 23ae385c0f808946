import OSThreads
import Synchronization

/// The bytes of a complete file, there as long as anybody has it: the namespace, or who reads it.
final class FileContent: Sendable {
    let count: Int64
    let segments: [Segment]
    private let stored: (any StoredBytes)?
    private let lastRemoval = Mutex<Removal?>(nil)

    /// - Parameter stored: has the bytes of the segments that are stored.
    init(_ segments: [Segment] = [], _ stored: (any StoredBytes)? = nil) {
        self.segments = segments
        self.stored = stored
        count = segments.reduce(0) { $0 + $1.count }
    }

    /// Of a file whose bytes are gone: its length is all that is known.
    convenience init(lost count: Int64) { self.init([Segment(kind: .lost, count: count)]) }

    /// How its file was deleted or overwritten.
    struct Removal: Sendable {
        var time: MonotonicTime
        /// Whether the under store had the file.
        var isPersisted: Bool
    }

    /// nil while its file is there.
    var removal: Removal? {
        get { lastRemoval.withLock { $0 } }
        set { lastRemoval.withLock { $0 = newValue } }
    }

    var isLost: Bool { segments.first?.kind == .lost }

    /// Reads the stored bytes.
    func reader() throws(SystemError) -> (any StoredBytesReader)? { try stored?.reader() }

    /// A copy of some of it.
    func bytes(_ range: Range<Int64>) throws(SystemError) -> [UInt8] {
        var cursor = ContentCursor(self, at: range.lowerBound)
        var bytes = [UInt8](repeating: 0, count: range.count)
        // Not within the closure's own errors, which have no type.
        let result = bytes.withUnsafeMutableBytes { buffer in
            Result { () throws(SystemError) in try cursor.read(into: buffer) }
        }
        _ = try result.get()
        return bytes
    }
}

extension FileContent: Equatable {
    /// Whether it is the same one.
    static func == (one: FileContent, other: FileContent) -> Bool { one === other }
}
