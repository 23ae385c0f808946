import Glibc

/// Where a fixed number of threads wait for one another, as often as they like: the last to come lets all go on.
///
/// Cheaper than a `Monitor` where many wait: they are woken by one call, and none waits for another to let go of a mutex.
public final class Barrier: @unchecked Sendable {
    // Sendable holds: the C object is made for use by many threads, and stays where it was allocated until the barrier goes.
    private let barrier = UnsafeMutablePointer<pthread_barrier_t>.allocate(capacity: 1)

    /// - Parameter threads: how many, at least 1.
    public init(threads: Int) {
        pthread_barrier_init(barrier, nil, UInt32(threads))
    }

    deinit {
        pthread_barrier_destroy(barrier)
        barrier.deallocate()
    }

    public func wait() { pthread_barrier_wait(barrier) }
}
