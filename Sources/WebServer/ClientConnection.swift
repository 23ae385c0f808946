import CMicroHTTPD
import Glibc
import OSThreads

/// What can be done to a client besides answering it, by the handler of its request and by what it returns, on their
/// thread and until the answer is sent.
package struct ClientConnection {
    // Not Sendable: it is good on the connection's own thread alone.
    private let connection: OpaquePointer
    private let server: WebServer.HandlerBox

    init(_ connection: OpaquePointer, _ server: WebServer.HandlerBox) {
        self.connection = connection
        self.server = server
    }

    private var socket: Int32 { connection_socket(connection) }

    /// Waits while the client does; false when it has left, or the server is being stopped, before the time is over. The
    /// wait is no idle time of the connection.
    package func wait(for duration: Duration) -> Bool {
        defer { connection_is_active(connection, server.idleSeconds) }
        let deadline = MonotonicTime.now + duration
        while MonotonicTime.now < deadline {
            var watched = pollfd(fd: socket, events: poll_peer_ended, revents: 0)
            if poll(&watched, 1, MonotonicTime.now.milliseconds(to: deadline)) > 0 { return false }
        }
        return true
    }

    /// Waits as long as the client does, and the server is not being stopped.
    package func waitUntilItLeaves() { while wait(for: .seconds(3600)) {} }

    /// Waits even when the client has left; false when the server is being stopped before the time is over.
    package func waitAnyway(for duration: Duration) -> Bool {
        defer { connection_is_active(connection, server.idleSeconds) }
        return server.isStopping.wait(until: .now + duration) { $0 ? true : nil } == nil
    }

    /// Ends the connection by a reset. What is answered afterwards reaches nobody.
    package func reset() { socket_reset(socket) }

    /// Sends bytes past libmicrohttpd, as they are; false when the client takes no more. The connection is to be ended then.
    @discardableResult
    package func send(_ bytes: [UInt8]) -> Bool {
        let deadline = MonotonicTime.now + .seconds(Int64(server.idleSeconds))
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            }
            if count > 0 {
                rest = rest.dropFirst(count)
                continue
            }
            guard count < 0, errno == EAGAIN || errno == EINTR else { return false }
            var watched = pollfd(fd: socket, events: Int16(POLLOUT), revents: 0)
            guard poll(&watched, 1, MonotonicTime.now.milliseconds(to: deadline)) > 0 else { return false }
        }
        return true
    }
}
