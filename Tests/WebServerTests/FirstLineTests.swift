import OSThreads
import TestSupport
import Testing
import WebServer

@Suite("The first line of a connection", .ownThread, .timeLimit(.minutes(20)))
struct FirstLineTests {
    /// A server that refuses what begins with "no", and answers all else with its target.
    private static func server() throws -> WebServer {
        try WebServer(
            checkLine: { line in
                line.withUnsafeBytes { $0.starts(with: "no".utf8) } ? Response(418, text: "refused") : nil
            },
            handler: { head in .answer(Response(200, text: head.target)) })
    }

    @Test("is refused by the check, and its connection ends")
    func refused() throws {
        let server = try Self.server()
        defer { server.stop() }
        let connection = try RawConnection(port: server.port)
        connection.send("no such thing\r\nmore\r\n\r\n")
        let answer = try #require(connection.answer())
        #expect(answer.status == 418 && answer.text == "refused")
        #expect(connection.isEnded())
    }

    @Test("passes the check and is read by the server, as are all after it")
    func passed() throws {
        let server = try Self.server()
        defer { server.stop() }
        let connection = try RawConnection(port: server.port)
        for target in ["/1", "/2", "/3"] {
            connection.sendHead("GET", target)
            #expect(connection.answer()?.text == target)
        }
    }

    @Test("that doesn't come holds up nobody else")
    func silent() throws {
        let server = try Self.server()
        defer { server.stop() }
        let silent = try (0..<50).map { _ in try RawConnection(port: server.port) }
        let start = MonotonicTime.now
        let connection = try RawConnection(port: server.port)
        connection.sendHead("GET", "/heard")
        #expect(connection.answer()?.text == "/heard")
        // Waiting out the patience for each of them would take 5 s.
        #expect(MonotonicTime.now - start < .seconds(3))
        for (number, late) in silent.enumerated() {
            late.sendHead("GET", "/\(number)")
            #expect(late.answer()?.text == "/\(number)")
        }
    }
}
