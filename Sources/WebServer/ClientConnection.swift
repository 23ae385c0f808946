import CMicroHTTPD
import Glibc
import OSThreads

/// A client at the other end of a connection.
struct ClientConnection: Client {
    // Not Sendable: it is good on the connection's own thread alone.
    private let connection: OpaquePointer
    private let server: WebServer.HandlerBox

    init(_ connection: OpaquePointer, _ server: WebServer.HandlerBox) {
        self.connection = connection
        self.server = server
    }

    private var socket: Int32 { connection_socket(connection) }

    func wait(for duration: Duration) -> Bool {
        defer { connection_is_active(connection, server.idleSeconds) }
        let deadline = MonotonicTime.now + duration
        while MonotonicTime.now < deadline {
            var watched = pollfd(fd: socket, events: poll_peer_ended, revents: 0)
            if poll(&watched, 1, MonotonicTime.now.milliseconds(to: deadline)) > 0 { return false }
        }
        return true
    }

    func waitUntilItLeaves() { while wait(for: .seconds(3600)) {} }

    func waitAnyway(for duration: Duration) -> Bool {
        defer { connection_is_active(connection, server.idleSeconds) }
        return server.isStopping.wait(until: .now + duration) { $0 ? true : nil } == nil
    }

    func reset() { socket_reset(socket) }

    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
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
