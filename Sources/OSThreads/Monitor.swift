import Glibc

/// A value that threads change and wait on: a mutex with a condition. Of Synchronization's Mutex ThreadSanitizer does not
/// see who waited for whom.
public final class Monitor<Value>: @unchecked Sendable {
    // Sendable holds: the value is touched only while the mutex is held, and the two C objects stay where they were
    // allocated until the monitor goes.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var value: Value

    public init(_ value: sending Value) {
        self.value = value
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        // Deadlines are the monotonic clock's, so that setting the machine's time moves none.
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    /// Runs `body` with the value to itself. What waits is not woken: call `wakeAll` where it should look again.
    public func withLock<Result, Failure: Error>(_ body: (inout Value) throws(Failure) -> Result)
        throws(Failure)
        -> Result
    {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&value)
    }

    /// Runs `body` with the value to itself, then wakes all that wait.
    public func update<Result, Failure: Error>(_ body: (inout Value) throws(Failure) -> Result)
        throws(Failure) -> Result
    {
        defer { wakeAll() }
        return try withLock(body)
    }

    /// Lets all that wait look at the value again.
    public func wakeAll() { pthread_cond_broadcast(condition) }

    /// Waits until `body` gives a result, asking it again at every wake; nil when `deadline` comes first.
    public func wait<Result>(until deadline: MonotonicTime? = nil, _ body: (inout Value) -> Result?)
        -> Result?
    {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while true {
            if let result = body(&value) { return result }
            guard let deadline else {
                pthread_cond_wait(condition, mutex)
                continue
            }
            var time = deadline.asTimespec
            if pthread_cond_timedwait(condition, mutex, &time) == ETIMEDOUT { return body(&value) }
        }
    }
}
