import CMicroHTTPD
import Glibc

/// The first line that comes on a connection, looked at before libmicrohttpd reads it: lines that are not HTTP's it
/// answers by itself and asks nobody.
enum FirstLine {
    /// The thread that accepts connections waits so long for the line. It waits no longer when another connection comes,
    /// so that those who say nothing hold up nobody.
    private static let patienceMilliseconds: Int32 = 100
    private static let longest = 8 << 10

    static func look(_ connection: OpaquePointer, _ check: WebServer.LineCheck) {
        let socket = connection_socket(connection)
        var watched = [
            pollfd(fd: socket, events: Int16(POLLIN), revents: 0),
            pollfd(fd: listening_socket(connection), events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&watched, 2, patienceMilliseconds) > 0, watched[0].revents & Int16(POLLIN) != 0 else {
            return
        }
        withUnsafeTemporaryAllocation(byteCount: longest, alignment: 1) { buffer in
            let count = recv(socket, buffer.baseAddress, longest, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
            let line = buffer.prefix(max(0, count)).prefix { $0 != UInt8(ascii: "\n") }
            guard line.count < count, let refusal = check(UnsafeRawBufferPointer(rebasing: line).bytes) else {
                return
            }
            // What was looked at is taken, so that libmicrohttpd never sees it; it waits for the client to end.
            recv(socket, buffer.baseAddress, count, Int32(MSG_DONTWAIT))
            // A new connection has room for so little.
            if let bytes = refusal.wireBytes("Connection: close") {
                send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            }
            shutdown(socket, Int32(SHUT_WR))
        }
    }
}
