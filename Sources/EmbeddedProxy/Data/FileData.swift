import OSThreads

/// The bytes of a file that is being written.
final class FileData: Sendable {
    fileprivate struct State {
        var recognition = Recognition()
        var segments: [Segment] = []
        /// There once the file has bytes that are no generated data.
        var stored: (any StoredBytes)?
        var count: Int64 = 0
        var progress = Progress.open
    }

    fileprivate enum Progress {
        case open
        /// No more is taken.
        case sealed
        /// The disk took no more: what it has is given up.
        case failed(SystemError)
    }

    private let storage: Storage
    private let state = Monitor(State())

    init(in storage: Storage) { self.storage = storage }

    var count: Int64 { state.withLock { $0.count } }

    /// Whether more is taken.
    var isOpen: Bool { state.withLock { if case .open = $0.progress { true } else { false } } }

    /// Adds a piece at the end; false when the file is sealed.
    ///
    /// - Throws: what the system says of the disk that could not take it, now or before. The file then has no bytes any
    ///   more.
    func append(_ piece: UnsafeRawBufferPointer) throws(SystemError) -> Bool {
        try state.withLock { state throws(SystemError) in
            switch state.progress {
            case .sealed: return false
            case .failed(let error): throw error
            case .open: break
            }
            do throws(SystemError) {
                try state.take(piece, storage)
            } catch {
                state = State()
                state.progress = .failed(error)
                throw error
            }
            return true
        }
    }

    /// Ends the file and hands over what it holds; nil where the disk did not take all of it.
    func seal() -> FileContent? {
        state.withLock { state in
            if case .failed = state.progress { return nil }
            state.stored?.finish()
            let content = FileContent(state.segments, state.stored)
            state.segments = []
            state.stored = nil
            state.progress = .sealed
            return content
        }
    }
}

extension FileData.State {
    /// Goes through a piece and stores what of it is no generated data, as long a part at a time as there is.
    fileprivate mutating func take(_ piece: UnsafeRawBufferPointer, _ storage: Storage) throws(SystemError) {
        var others = 0..<0
        var taken = 0
        while taken < piece.count {
            let segment = recognition.first(
                of: UnsafeRawBufferPointer(rebasing: piece[taken...]), at: count,
                after: segments.last?.kind == .stored)
            if segment.kind == .stored {
                others = (others.isEmpty ? taken : others.lowerBound)..<taken + Int(segment.count)
            } else {
                try store(UnsafeRawBufferPointer(rebasing: piece[others]), storage)
                others = 0..<0
            }
            segments.add(segment)
            taken += Int(segment.count)
            count += segment.count
        }
        try store(UnsafeRawBufferPointer(rebasing: piece[others]), storage)
    }

    private mutating func store(_ bytes: UnsafeRawBufferPointer, _ storage: Storage) throws(SystemError) {
        guard !bytes.isEmpty else { return }
        if stored == nil { stored = try storage.place() }
        try stored?.append(bytes)
    }
}
