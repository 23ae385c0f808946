import CMicroHTTPD
import Glibc
import OSThreads
import Synchronization

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
    private let running: Mutex<Bool> = Mutex(true)
    // Sendable holds: libmicrohttpd locks what it has, and the pointer stays good until the first `stop`, which alone
    // gives it up.
    private nonisolated(unsafe) let daemon: OpaquePointer

    /// What libmicrohttpd's callbacks are given: it outlives the daemon, for the server holds it.
    final class HandlerBox: Sendable {
        let handle: Handler
        init(_ handle: @escaping Handler) { self.handle = handle }
    }

    /// Starts a server.
    ///
    /// - Throws: `SystemError` where it can't listen there.
    package init(_ configuration: Configuration = Configuration(), handler: @escaping Handler)
        throws(SystemError)
    {
        let doing = "listen on \(configuration.address) port \(configuration.port)"
        guard let number = UInt16(exactly: configuration.port),
            let address = ListenAddress(configuration.address, port: number)
        else { throw SystemError(code: EINVAL, doing: doing) }
        handlerBox = HandlerBox(handler)
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
                    idle_seconds: UInt32(configuration.idleTimeout.components.seconds),
                    listen_backlog: 1024,
                    connection_memory: configuration.connectionMemory, thread_stack: 128 << 10),
                callbacks)
        }
        guard let daemon else { throw SystemError(doing: doing) }
        self.daemon = daemon
        port = Int(daemon_port(daemon))
    }

    deinit { stop() }

    /// Ends every connection and gives up the port; returns when the server's threads have ended. Not to be called by a
    /// handler.
    package func stop() {
        running.withLock { running in
            if running { MHD_stop_daemon(daemon) }
            running = false
        }
    }
}
