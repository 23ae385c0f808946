import OSThreads

/// The open streams, by the ids that clients know them by.
final class StreamTable: Sendable {
    enum Stream: Sendable {
        case writer(FileWriter)
        case reader(FileReader)
    }

    private struct State {
        var last: Int32 = 0
        var open: [Int32: Stream] = [:]
    }

    private let state = Monitor(State())

    /// Adds a stream; its id. The first is 1.
    func open(_ stream: Stream) -> Int32 {
        state.withLock { state in
            state.last &+= 1
            state.open[state.last] = stream
            return state.last
        }
    }

    func writer(_ id: Int32) -> FileWriter? {
        guard case .writer(let writer)? = state.withLock({ $0.open[id] }) else { return nil }
        return writer
    }

    func reader(_ id: Int32) -> FileReader? {
        guard case .reader(let reader)? = state.withLock({ $0.open[id] }) else { return nil }
        return reader
    }

    /// Where the file of a stream was when it was opened.
    func path(_ id: Int32) -> AlluxioPath? {
        switch state.withLock({ $0.open[id] }) {
        case .writer(let writer): writer.path
        case .reader(let reader): reader.path
        case nil: nil
        }
    }

    var count: Int { state.withLock { $0.open.count } }

    /// Takes a stream out.
    func close(_ id: Int32) -> Stream? {
        state.withLock { $0.open.removeValue(forKey: id) }
    }
}
