import WebServer

/// An answer of which some bytes come, and then nothing: the rest of the file is gone, and its reader waits for it.
final class PartOfFile: BodySource {
    private let reader: FileReader
    private var left: Int64

    /// - Parameter bytes: So many of the file's bytes are still there.
    init(_ reader: FileReader, bytes: Int64) {
        self.reader = reader
        left = max(0, bytes - reader.passed)
    }

    func fill(_ buffer: inout BodyBuffer) -> Bool {
        guard left > 0 else {
            buffer.waitUntilClientLeaves()
            return false
        }
        buffer.limit(to: Int(min(left, Int64(buffer.room))))
        guard reader.fill(&buffer) else { return false }
        left -= Int64(buffer.count)
        return true
    }
}
