import OSThreads
import Synchronization

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

    private enum Beginning {
        case waiting
        case begun
        /// Not every process has a thread.
        case calledOff
    }

    private struct Finish {
        var done = 0
        var lastStart: MonotonicTime?
        var lastEnd: MonotonicTime?
    }

    /// Stands for the iteration after the last.
    private static let none = 0

    private let processes: Int
    private let beginning = Monitor(Beginning.waiting)
    private let next = Atomic(IterationGate.none)
    // Of the processes and the coordinator.
    private let allowing: Barrier
    private let releasing: Barrier
    /// How many processes are ready.
    private let ready = Atomic(0)
    private let areAllReady = Monitor(false)
    /// Nanoseconds of the moment at which the last process was ready.
    private let lastReady = Atomic<Int64>(0)
    /// A process that finishes wakes nobody but the coordinator, and that only when it is the last.
    private let finishing = Monitor(Finish())

    init(processes: Int) {
        self.processes = processes
        allowing = Barrier(threads: processes + 1)
        releasing = Barrier(threads: processes + 1)
    }

    /// For the coordinator, once every process has its thread: lets them prepare an iteration, counted from 1.
    func allow(_ iteration: Int) {
        finishing.withLock { $0 = Finish() }
        ready.store(0, ordering: .relaxed)
        areAllReady.withLock { $0 = false }
        pass(iteration)
    }

    /// For the coordinator, once every process has its thread: ends them, which wait for an iteration to be allowed.
    func stop() { pass(Self.none) }

    /// For the coordinator, where the system did not give every process a thread: ends those that there are.
    func callOff() { beginning.update { $0 = .calledOff } }

    private func pass(_ iteration: Int) {
        next.store(iteration, ordering: .releasing)
        beginning.update { $0 = .begun }
        allowing.wait()
    }

    /// For the coordinator: waits until every process is ready for the iteration; then all wait for the coordinator alone.
    func waitUntilReady() {
        _ = areAllReady.wait { $0 ? true : nil }
    }

    /// For the coordinator, where something else had to be waited for: it is done.
    func noteReady() { _ = lastReady.max(MonotonicTime.now.nanoseconds, ordering: .relaxed) }

    /// Waits until all are ready for the iteration and released; the moment of it.
    func waitUntilReleased() -> MonotonicTime {
        releasing.wait()
        return MonotonicTime(nanoseconds: lastReady.load(ordering: .acquiring))
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
    func waitUntilAllowed() -> Int? {
        let outcome = beginning.wait { $0 == .waiting ? nil : $0 }
        guard outcome == .begun else { return nil }
        allowing.wait()
        let iteration = next.load(ordering: .acquiring)
        return iteration == Self.none ? nil : iteration
    }

    /// For a process that is ready: waits for the others; the moment at which the last was.
    func start() -> MonotonicTime {
        noteReady()
        if ready.add(1, ordering: .acquiringAndReleasing).newValue == processes {
            areAllReady.update { $0 = true }
        }
        return waitUntilReleased()
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
