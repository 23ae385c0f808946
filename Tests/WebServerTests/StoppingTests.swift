import OSThreads
import TestSupport
import Testing
import WebServer

@Suite("Stopping a web server", .ownThread, .timeLimit(.minutes(20)))
struct StoppingTests {
    @Test("ends every connection, whatever its client has just sent")
    func amidRequests() throws {
        // The last is refused by libmicrohttpd itself.
        let requests = [
            "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\n\r\n", "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
        ]
        for _ in 0..<40 {
            let server = try WebServer { _ in .answer(Response(200, text: "ok")) }
            let connections = try (0..<60).map { _ in try RawConnection(port: server.port) }
            for (index, connection) in connections.enumerated() {
                connection.send(requests[index % requests.count])
            }
            server.stop()
            // Bytes or the end: of half a request nothing comes but the end.
            for connection in connections { #expect(connection.isReadable(within: .seconds(10))) }
        }
    }
}
