import Glibc

/// A moment of CLOCK_MONOTONIC, in one word.
///
/// (What holds a `ContinuousClock.Instant`, whose layout is not part of its interface, is copied and compared through
/// tables made while the program runs; every call's record holds several.)
public struct MonotonicTime: Comparable, Sendable {
    /// Since some moment before the machine's start.
    public var nanoseconds: Int64

    public static var now: MonotonicTime {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return MonotonicTime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// Later than any moment that will come.
    public static var distantFuture: MonotonicTime { MonotonicTime(nanoseconds: .max) }

    public static func + (time: MonotonicTime, duration: Duration) -> MonotonicTime {
        let (sum, overflow) = time.nanoseconds.addingReportingOverflow(duration.wholeNanoseconds)
        return MonotonicTime(nanoseconds: overflow ? .max : sum)
    }

    public static func - (later: MonotonicTime, earlier: MonotonicTime) -> Duration {
        .nanoseconds(later.nanoseconds - earlier.nanoseconds)
    }

    public static func < (one: MonotonicTime, other: MonotonicTime) -> Bool {
        one.nanoseconds < other.nanoseconds
    }

    /// Milliseconds from this moment to a later one, rounded up, for `poll` and its like: 0 when it is past.
    public func milliseconds(to later: MonotonicTime) -> Int32 {
        let remaining = later.nanoseconds - nanoseconds
        return remaining <= 0 ? 0 : Int32(clamping: remaining / 1_000_000 + 1)
    }

    /// For C's waits.
    var asTimespec: timespec { timespec(nanoseconds: nanoseconds) }
}

extension timespec {
    fileprivate init(nanoseconds: Int64) {
        self.init(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    }

    /// For C's waits that take a duration.
    init(_ duration: Duration) { self.init(nanoseconds: duration.wholeNanoseconds) }
}
