import OSThreads

/// Lets all processes start an iteration together, and tells when the last of them is done with it.
///
/// The coordinator allows an iteration; each process prepares it, then waits in `start`; the last to come releases all.
final class IterationGate: Sendable {
    /// From the release of an iteration to the end of the last file in it.
    struct Span: Sendable {
        var start: MonotonicTime
        var end: MonotonicTime
        /// From the first process's release to the last's.
        var skew: Duration
    }

    private struct Start {
        var allowed = 0
        var stopped = false
        var ready = 0
        var released = 0
        var releasedAt = MonotonicTime.now
    }

    private struct Finish {
        var done = 0
        var lastStart: MonotonicTime?
        var lastEnd: MonotonicTime?
    }

    private let processes: Int
    // Two monitors, so that a process that finishes wakes nobody but the coordinator, and that only when it is the last.
    private let starting = Monitor(Start())
    private let finishing = Monitor(Finish())

    init(processes: Int) {
        self.processes = processes
    }

    /// For the coordinator: lets the processes prepare an iteration, counted from 1.
    func allow(_ iteration: Int) {
        finishing.withLock { $0 = Finish() }
        starting.withLock { $0.allowed = iteration }
        starting.wakeAll()
    }

    /// For the coordinator: ends the processes that wait for an iteration to be allowed.
    func stop() {
        starting.withLock { $0.stopped = true }
        starting.wakeAll()
    }

    /// For the coordinator: waits until all are ready for the iteration and released; the moment of it.
    func waitUntilReleased(_ iteration: Int) -> MonotonicTime {
        starting.wait { $0.released >= iteration ? $0.releasedAt : nil } ?? .now
    }

    /// For the coordinator: waits until every process is done with the iteration that was released at `released`.
    func waitUntilFinished(released: MonotonicTime) -> Span {
        finishing.wait { [processes] finish in
            guard finish.done == processes, let lastStart = finish.lastStart, let lastEnd = finish.lastEnd
            else {
                return nil
            }
            return Span(start: released, end: lastEnd, skew: lastStart - released)
        } ?? Span(start: released, end: released, skew: .zero)
    }

    /// For a process: waits for the next iteration that may be prepared; nil when there will be none.
    func waitUntilAllowed(after iteration: Int) -> Int? {
        let next: Int?? = starting.wait { start in
            if start.stopped { return .some(nil) }
            return start.allowed > iteration ? .some(start.allowed) : nil
        }
        return next.flatMap { $0 }
    }

    /// For a process that is ready: waits for the others.
    func start(_ iteration: Int) {
        let last = starting.withLock { start in
            start.ready += 1
            guard start.ready == processes else { return false }
            start.ready = 0
            start.released = iteration
            start.releasedAt = .now
            return true
        }
        if last { return starting.wakeAll() }
        _ = starting.wait { $0.released >= iteration ? true : nil }
    }

    /// For a process: says that it is done with the iteration that it began at `began`.
    func finish(began: MonotonicTime) {
        let end = MonotonicTime.now
        let last = finishing.withLock { finish in
            finish.done += 1
            finish.lastStart = max(finish.lastStart ?? began, began)
            finish.lastEnd = max(finish.lastEnd ?? end, end)
            return finish.done == processes
        }
        if last { finishing.wakeAll() }
    }
}
