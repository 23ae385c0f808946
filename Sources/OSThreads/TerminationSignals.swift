import Glibc

/// SIGINT and SIGTERM, taken by waiting for them on a thread and by no handler, and SIGPIPE, which is ignored: a write to
/// a closed pipe fails as any other write.
public enum TerminationSignals {
    private static var set: sigset_t {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        sigaddset(&signals, SIGTERM)
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
        var signals = set
        var number: Int32 = 0
        while sigwait(&signals, &number) != 0 {}
        return number
    }
}
