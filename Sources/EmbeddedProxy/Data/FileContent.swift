import OSThreads

/// The bytes of a complete file, there as long as anybody has it: the namespace, or who reads it.
final class FileContent: Sendable {
    let count: Int64
    let segments: [Segment]
    private let stored: (any StoredBytes)?

    /// - Parameter stored: has the bytes of the segments that are stored.
    init(_ segments: [Segment] = [], _ stored: (any StoredBytes)? = nil) {
        self.segments = segments
        self.stored = stored
        count = segments.reduce(0) { $0 + $1.count }
    }

    /// Reads the stored bytes.
    func reader() throws(SystemError) -> (any StoredBytesReader)? { try stored?.reader() }
}
