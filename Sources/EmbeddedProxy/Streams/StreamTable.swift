import OSThreads

/// The open streams, by the ids that clients know them by.
///
/// A stream that no call has begun to use for the timeout is gone for every call, also while an earlier call's bytes
/// still flow. It is closed when the next stream of its kind, writer or reader, is opened, and not before.
final class StreamTable: Sendable {
    enum Stream: Sendable {
        case writer(FileWriter)
        case reader(FileReader)
    }

    private struct State {
        var last: Int32 = 0
        var writers: StreamAges<FileWriter>
        var readers: StreamAges<FileReader>
    }

    private let state: Monitor<State>
    let timeout: Duration
    private let clock: MonotonicClock

    init(timeout: Duration, clock: @escaping MonotonicClock) {
        self.timeout = timeout
        self.clock = clock
        state = Monitor(State(writers: StreamAges(timeout: timeout), readers: StreamAges(timeout: timeout)))
    }

    /// Adds a stream; its id, and those of its kind that have expired and are the caller's to end. The first id is 1.
    func open(_ stream: Stream) -> (id: Int32, expired: [Stream]) {
        let now = clock()
        return state.withLock { state in
            state.last &+= 1
            switch stream {
            case .writer(let writer):
                return (state.last, state.writers.add(writer, state.last, at: now).map(Stream.writer))
            case .reader(let reader):
                return (state.last, state.readers.add(reader, state.last, at: now).map(Stream.reader))
            }
        }
    }

    /// A writer that is used now.
    func writer(_ id: Int32) -> FileWriter? {
        let now = clock()
        return state.withLock { $0.writers.use(id, at: now) }
    }

    /// A reader that is used now.
    func reader(_ id: Int32) -> FileReader? {
        let now = clock()
        return state.withLock { $0.readers.use(id, at: now) }
    }

    /// Where the file of a stream was when it was opened.
    func path(_ id: Int32) -> AlluxioPath? {
        let now = clock()
        return state.withLock { $0.writers.find(id, at: now)?.path ?? $0.readers.find(id, at: now)?.path }
    }

    /// How many no close has ended.
    var count: Int { state.withLock { $0.writers.count + $0.readers.count } }

    /// Takes a stream out.
    func close(_ id: Int32) -> Stream? {
        let now = clock()
        return state.withLock { state in
            state.writers.take(id, at: now).map(Stream.writer)
                ?? state.readers.take(id, at: now).map(Stream.reader)
        }
    }
}
