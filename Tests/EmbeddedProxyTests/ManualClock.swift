import OSThreads

/// A clock that goes only when its test says so.
final class ManualClock: Sendable {
    private let time = Monitor(MonotonicTime(nanoseconds: 1))

    var now: MonotonicTime { time.withLock { $0 } }

    func advance(by duration: Duration) { time.withLock { $0 = $0 + duration } }
}
