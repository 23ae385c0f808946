import Glibc

/// The moment when nobody waits for an answer any more.
enum ClientDeparture {
    /// Linux's POLLRDHUP, which Glibc's module lacks: the other side has ended.
    private static let ended: Int16 = 0x2000

    /// Waits for it without a deadline: the client has one of its own, and a server that stops ends the connection.
    static func wait(on socket: Int32) {
        var watched = pollfd(fd: socket, events: ended, revents: 0)
        while poll(&watched, 1, -1) < 0, errno == EINTR {}
    }
}
