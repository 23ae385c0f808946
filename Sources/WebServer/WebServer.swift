import CMicroHTTPD
import Glibc
import OSThreads

/// An HTTP/1.1 server with a thread for each connection: libmicrohttpd in Swift's clothes.
///
/// It answers from its first moment to `stop()`, or to the end of its last reference.
package final class WebServer: Sendable {
    package struct Configuration: Sendable {
        /// An IPv4 or IPv6 address.
        package var address = "127.0.0.1"
        /// 0 is any free one.
        package var port = 0
        /// A connection on which nothing moves for so long is closed, in mid body too.
        package var idleTimeout: Duration = .seconds(30)
        /// Buffers of a connection: a request's head must fit, and bodies move in pieces of about half of it.
        package var connectionMemory = 128 << 10
        package var maximumConnections = 10_000

        package init() {}
    }

    /// Asked for each request when its head has come, on the connection's own thread, which it may hold.
    package typealias Handler = @Sendable (RequestHead) -> Reception

    package let port: Int
    private let handlerBox: HandlerBox
    private let running = Monitor(Running())
    // Sendable holds: libmicrohttpd locks what it has, and the pointer stays good until the first `stop`, which alone
    // gives it up.
    private nonisolated(unsafe) let daemon: OpaquePointer

    /// Asked for the first line of each connection, without its end: an answer refuses it and ends the connection.
    package typealias LineCheck = @Sendable (RawSpan) -> Response?

    /// What libmicrohttpd's callbacks are given: it outlives the daemon, for the server holds it.
    final class HandlerBox: Sendable {
        let handle: Handler
        let checkLine: LineCheck?
        let idleSeconds: UInt32
        /// Whether the server is being stopped: what waits ends.
        let isStopping = Monitor(false)
        let connections = OpenConnections()

        init(_ handle: @escaping Handler, _ checkLine: LineCheck?, idleSeconds: UInt32) {
            self.handle = handle
            self.checkLine = checkLine
            self.idleSeconds = idleSeconds
        }
    }

    /// Starts a server.
    ///
    /// - Parameter checkLine: sees what libmicrohttpd would answer by itself: lines that are not HTTP's. On a kept
    ///   connection it sees the first request's line alone.
    /// - Throws: `SystemError` where it can't listen there.
    package init(
        _ configuration: Configuration = Configuration(), checkLine: LineCheck? = nil,
        handler: @escaping Handler
    ) throws(SystemError) {
        let doing = "listen on \(configuration.address) port \(configuration.port)"
        guard let number = UInt16(exactly: configuration.port),
            let address = ListenAddress(configuration.address, port: number)
        else { throw SystemError(code: EINVAL, doing: doing) }
        let idleSeconds = UInt32(configuration.idleTimeout.components.seconds)
        handlerBox = HandlerBox(handler, checkLine, idleSeconds: idleSeconds)
        let callbacks = DaemonCallbacks(
            context: Unmanaged.passUnretained(handlerBox).toOpaque(),
            handle: Exchange.handleCallback, begin: Exchange.beginCallback,
            completed: Exchange.completedCallback, connected: Exchange.connectedCallback)
        errno = 0
        let daemon = address.withSocketAddress { pointer in
            daemon_start(
                DaemonSettings(
                    address: pointer, is_ipv6: address.isIPv6 ? 1 : 0,
                    connection_limit: UInt32(configuration.maximumConnections),
                    idle_seconds: idleSeconds,
                    listen_backlog: 1024,
                    connection_memory: configuration.connectionMemory, thread_stack: 128 << 10),
                callbacks)
        }
        guard let daemon else { throw SystemError(doing: doing) }
        self.daemon = daemon
        port = Int(daemon_port(daemon))
    }

    deinit { stop() }

    /// Whether it runs, and its socket once libmicrohttpd has given it up.
    private struct Running {
        var isRunning = true
        var listener: Int32?
    }

    /// Refuses new connections from now on. Those that stand are served until `stop`.
    func stopListening() {
        running.withLock { running in
            guard running.isRunning, running.listener == nil else { return }
            let listener = MHD_quiesce_daemon(daemon)
            // It is closed only when no thread looks at it any more, and a program that is just being started may have
            // it for a moment longer: the port is free all the same.
            shutdown(listener, Int32(SHUT_RDWR))
            running.listener = listener
        }
    }

    /// Ends every connection and gives up the port; returns when the server's threads have ended. Not to be called by a
    /// handler.
    package func stop() {
        stopListening()
        handlerBox.isStopping.update { $0 = true }
        handlerBox.connections.endAll()
        running.withLock { running in
            guard running.isRunning else { return }
            MHD_stop_daemon(daemon)
            if let listener = running.listener { close(listener) }
            running.isRunning = false
        }
    }
}
