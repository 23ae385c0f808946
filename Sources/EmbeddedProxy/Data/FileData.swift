import OSThreads
import WebServer

/// The bytes of a file that is being written.
final class FileData: Sendable {
    private struct State {
        var chunks = ChunkList()
        /// No more is taken.
        var sealed = false
        var count: Int64 = 0
    }

    private let state = Monitor(State())

    deinit { state.withLock { $0.chunks.recycle() } }

    var count: Int64 { state.withLock { $0.count } }

    var isSealed: Bool { state.withLock { $0.sealed } }

    /// Adds a piece at the end; false when the file is sealed.
    func append(_ piece: RawSpan) -> Bool {
        state.withLock { state in
            guard !state.sealed else { return false }
            state.chunks.append(piece)
            state.count += Int64(piece.byteCount)
            return true
        }
    }

    /// Ends the file and hands over what it holds.
    func seal() -> FileContent {
        state.withLock { state in
            defer { state.chunks = ChunkList() }
            state.sealed = true
            return FileContent(state.chunks)
        }
    }
}

/// The bytes of a complete file, there as long as anybody has it: the namespace, or who reads it.
final class FileContent: Sendable {
    let count: Int64
    // Sendable holds: it is set once, read from then on, and changed only when nobody has it any more.
    private nonisolated(unsafe) var list: ChunkList

    init(_ list: ChunkList = ChunkList()) {
        self.list = list
        count = list.chunks.reduce(0) { $0 + Int64($1.count) }
    }

    /// Of a file whose bytes are gone.
    init(lost count: Int64) {
        list = ChunkList()
        self.count = count
    }

    deinit { list.recycle() }

    var chunks: [[UInt8]] { list.chunks }
}
