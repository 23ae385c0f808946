import WebServer

/// An answer of which some bytes come, and then nothing: the rest of the file is gone, and its reader waits for it.
final class PartOfFile: BodySource {
    private let reader: FileReader
    private let client: (any Client)?
    private var left: Int64

    /// - Parameter bytes: So many of the file's bytes are still there.
    init(_ reader: FileReader, bytes: Int64, for client: (any Client)?) {
        self.reader = reader
        self.client = client
        left = max(0, bytes - reader.position)
    }

    func fill(_ buffer: inout BodyBuffer) -> Bool {
        guard left > 0 else {
            client?.waitUntilItLeaves()
            return false
        }
        guard let count = buffer.take(from: reader, atMost: Int(clamping: left)) else { return false }
        left -= Int64(count)
        return true
    }
}
