import Glibc

/// An operating-system thread that runs one closure.
public final class OSThread: Sendable {
    /// What a new thread is handed: owned by the thread from its first instruction on.
    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    private let thread: pthread_t

    /// Starts a thread.
    ///
    /// - Parameters:
    ///   - stackSize: bytes of stack, a multiple of the page size.
    ///   - body: what the thread runs; it ends with it.
    /// - Throws: `SystemError` when the system gives no thread, as it does beyond its limits.
    public init(stackSize: Int = 512 << 10, _ body: @escaping @Sendable () -> Void) throws(SystemError) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stackSize)
        let handed = Unmanaged.passRetained(Body(body))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, &attributes,
            { context in
                guard let context else { return nil }
                Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, handed.toOpaque())
        guard code == 0 else {
            handed.release()
            throw SystemError(code: code, doing: "start a thread")
        }
        self.thread = thread
    }

    /// Waits for the thread's end. To be called once.
    public func join() { pthread_join(thread, nil) }

    /// Lets the thread end by itself, with nobody waiting for it. To be called once, and not with `join`.
    public func detach() { pthread_detach(thread) }
}
