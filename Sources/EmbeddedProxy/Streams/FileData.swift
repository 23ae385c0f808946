import Synchronization
import WebServer

/// The bytes of a file that is being written, in chunks, each filled once and never moved.
final class FileData: Sendable {
    private struct State {
        var content = FileContent()
        /// No more is taken.
        var sealed = false
    }

    private let state = Mutex(State())

    var count: Int64 { state.withLock { $0.content.count } }

    /// Adds a piece at the end; false when the file is sealed.
    func append(_ piece: RawSpan) -> Bool {
        state.withLock { state in
            guard !state.sealed else { return false }
            state.content.append(piece)
            return true
        }
    }

    /// Ends the file: what it holds now is what it will hold.
    func seal() -> FileContent {
        state.withLock { state in
            state.sealed = true
            return state.content
        }
    }
}

/// The bytes of a file.
struct FileContent: Sendable {
    private static let largestChunk = 1 << 20
    private static let smallestChunk = 4 << 10
    private(set) var chunks: [[UInt8]] = []
    private(set) var count: Int64 = 0

    /// Fills the last chunk and makes more: each as large as all before it, so that small files waste little and large
    /// ones have few chunks.
    mutating func append(_ piece: RawSpan) {
        var taken = 0
        while taken < piece.byteCount {
            let last = chunks.count - 1
            let room = last < 0 ? 0 : chunks[last].capacity - chunks[last].count
            if room > 0 {
                let part = min(room, piece.byteCount - taken)
                chunks[last].append(piece.extracting(taken..<taken + part))
                taken += part
            } else {
                chunks.append([])
                let wanted = max(piece.byteCount - taken, Int(min(count, Int64(Self.largestChunk))))
                chunks[last + 1].reserveCapacity(max(Self.smallestChunk, wanted))
            }
        }
        count += Int64(piece.byteCount)
    }
}
