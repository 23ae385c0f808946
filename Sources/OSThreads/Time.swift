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
    var end = (MonotonicTime.now + duration).asTimespec
    while clock_nanosleep(CLOCK_MONOTONIC, Int32(TIMER_ABSTIME), &end, nil) == EINTR {}
}
