import Glibc

/// SIGINT, SIGTERM and SIGHUP, which a terminal that is closed sends, taken by waiting for them on a thread and by no
/// handler, and SIGPIPE, which is ignored: a write to a closed pipe fails as any other write.
public enum TerminationSignals {
    private static var set: sigset_t {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        sigaddset(&signals, SIGTERM)
        sigaddset(&signals, SIGHUP)
        return signals
    }

    /// To be called by who is going to wait for them, before the first thread is started, for each inherits what is
    /// blocked. Until then they end the process at once.
    public static func block() {
        var signals = set
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Lets a write to a closed pipe fail as any other.
    public static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

    /// Waits for the next of them; its number.
    public static func wait() -> Int32 {
        while true { if let number = wait(until: .distantFuture) { return number } }
    }

    /// Waits for the next of them; its number, or nil when `deadline` comes first.
    public static func wait(until deadline: MonotonicTime) -> Int32? {
        var signals = set
        while case let left = deadline - .now, left > .zero {
            var time = timespec(left)
            let number = sigtimedwait(&signals, nil, &time)
            if number > 0 { return number }
        }
        return nil
    }
}
