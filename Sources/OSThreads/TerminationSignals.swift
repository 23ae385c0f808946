import Glibc

/// SIGINT, SIGTERM and SIGHUP, which a terminal that is closed sends, taken by waiting for them on a thread and by no
/// handler, and those of writes that fail, which are ignored.
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

    /// Lets a write to a closed pipe, and one beyond the greatest size of a file (`ulimit -f`), fail as any other.
    public static func ignoreThoseOfWrites() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
    }

    /// Waits for the next of them; its number.
    public static func wait() -> Int32 {
        while true { if let number = wait(until: .distantFuture) { return number } }
    }

    /// Waits for the next of them; its number, or nil when `deadline` comes first. One that came before is seen at any deadline.
    public static func wait(until deadline: MonotonicTime) -> Int32? {
        var signals = set
        while true {
            let left = max(.zero, deadline - .now)
            var time = timespec(left)
            let number = sigtimedwait(&signals, nil, &time)
            if number > 0 { return number }
            if left == .zero { return nil }
        }
    }
}
