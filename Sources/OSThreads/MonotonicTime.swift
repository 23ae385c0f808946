import Glibc

/// A moment of CLOCK_MONOTONIC: what `ContinuousClock.Instant` is, in one word, for what looks at the clock all the time.
public struct MonotonicTime: Comparable, Sendable {
    /// Since some moment before the machine's start.
    public var nanoseconds: Int64

    public static var now: MonotonicTime {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return MonotonicTime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    private init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// The moment that an instant of `ContinuousClock` is.
    public init(_ instant: ContinuousClock.Instant) {
        self = .now + (instant - .now)
    }

    public static func + (time: MonotonicTime, duration: Duration) -> MonotonicTime {
        let (sum, overflow) = time.nanoseconds.addingReportingOverflow(duration.wholeNanoseconds)
        return MonotonicTime(nanoseconds: overflow ? .max : sum)
    }

    public static func < (one: MonotonicTime, other: MonotonicTime) -> Bool {
        one.nanoseconds < other.nanoseconds
    }

    /// Milliseconds from this moment to a later one, rounded up, for `poll` and its like: 0 when it is past.
    public func milliseconds(to later: MonotonicTime) -> Int32 {
        let remaining = later.nanoseconds - nanoseconds
        return remaining <= 0 ? 0 : Int32(clamping: remaining / 1_000_000 + 1)
    }
}
