import Glibc

extension Duration {
    /// The whole nanoseconds of a duration; the largest number there is for one beyond 292 years.
    public var wholeNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max : product &+ attoseconds / 1_000_000_000
    }

    /// The duration in seconds.
    public var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

/// Lets the thread wait for so long.
public func pause(for duration: Duration) {
    var end = (ContinuousClock.now + duration).monotonic
    while clock_nanosleep(CLOCK_MONOTONIC, Int32(TIMER_ABSTIME), &end, nil) == EINTR {}
}

extension ContinuousClock.Instant {
    /// Milliseconds from now to this moment, rounded up, for `poll` and its like: 0 when it is past.
    public var millisecondsFromNow: Int32 {
        let remaining = (self - .now).wholeNanoseconds
        return remaining <= 0 ? 0 : Int32(clamping: remaining / 1_000_000 + 1)
    }

    /// This moment on CLOCK_MONOTONIC, for C's waits.
    var monotonic: timespec {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        let remaining = max(0, (self - .now).wholeNanoseconds)
        let nanoseconds = now.tv_nsec + Int(remaining % 1_000_000_000)
        return timespec(
            tv_sec: now.tv_sec + Int(remaining / 1_000_000_000) + nanoseconds / 1_000_000_000,
            tv_nsec: nanoseconds % 1_000_000_000)
    }
}
