import Glibc
import OSThreads
import TestSupport
import Testing
import WebServer

/// Takes a request's body, and answers it by `answer`.
private final class Answering: BodyReceiver {
    private let answer: () -> Response

    init(_ answer: @escaping () -> Response) { self.answer = answer }

    func receive(_ piece: RawSpan) -> Bool { true }
    func end() -> Response { answer() }
}

@Suite("What a web server can do to a client", .ownThread, .timeLimit(.minutes(20)))
struct ClientConnectionTests {
    /// A server that does `body` once a request has come.
    private func server(
        idleTimeout: Duration = .seconds(30), _ body: @escaping @Sendable (any Client) -> Response
    ) throws -> WebServer {
        var configuration = WebServer.Configuration()
        configuration.idleTimeout = idleTimeout
        return try WebServer(configuration) { head in
            guard let client = head.client else { return .answer(Response(500)) }
            return .body(Answering { body(client) })
        }
    }

    @Test("end the connection without an answer")
    func nothing() throws {
        let server = try server { _ in .nothing }
        defer { server.stop() }
        let raw = try RawConnection(port: server.port)
        raw.sendHead("GET", "/")
        #expect(raw.answer() == nil && raw.isEnded())
    }

    @Test("send it any bytes")
    func send() throws {
        let bytes = Array(repeating: UInt8(ascii: "x"), count: 3_000_000)
        let server = try server { client in
            #expect(client.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n".utf8) + bytes))
            return .nothing
        }
        let raw = try RawConnection(port: server.port, receiveBufferBytes: 16 << 10)
        raw.sendHead("GET", "/")
        let answer = try #require(raw.answer())
        #expect(answer.isWhole && answer.body == bytes && raw.isEnded())
    }

    @Test("wait, and answer then, however long the connection may idle")
    func wait() throws {
        let server = try server(idleTimeout: .seconds(1)) { client in
            #expect(client.wait(for: .milliseconds(1500)) && client.waitAnyway(for: .milliseconds(1500)))
            return Response(200, text: "ok")
        }
        let raw = try RawConnection(port: server.port)
        raw.sendHead("GET", "/")
        #expect(raw.answer()?.text == "ok")
        // It idles no longer than any other afterwards.
        let start = MonotonicTime.now
        #expect(raw.isEnded())
        #expect(MonotonicTime.now - start < .seconds(10))
    }

    @Test("notice that it leaves while they wait, or wait on", arguments: [false, true])
    func leaving(anyway: Bool) throws {
        let waited = Monitor<Bool?>(nil)
        let server = try server { client in
            let whole = anyway ? client.waitAnyway(for: .milliseconds(300)) : client.wait(for: .seconds(600))
            waited.update { $0 = whole }
            return .nothing
        }
        do {
            let raw = try RawConnection(port: server.port)
            raw.sendHead("GET", "/")
        }
        #expect(waited.wait(until: .now + .seconds(20)) { $0 } == anyway)
        server.stop()
    }

    @Test("keep silent until it leaves or the server stops", arguments: [true, false])
    func silent(clientLeaves: Bool) throws {
        let server = try server { client in
            client.waitUntilItLeaves()
            return .nothing
        }
        defer { server.stop() }
        let raw = try RawConnection(port: server.port)
        raw.sendHead("GET", "/")
        #expect(!raw.isReadable(within: .milliseconds(300)))
        if clientLeaves { raw.endSending() } else { server.stop() }
        #expect(raw.isEnded())
    }

    @Test("stop while they wait", arguments: [false, true])
    func stopping(anyway: Bool) throws {
        let begun = Monitor(false)
        let server = try server { client in
            begun.update { $0 = true }
            _ = anyway ? client.waitAnyway(for: .seconds(600)) : client.wait(for: .seconds(600))
            return .nothing
        }
        let raw = try RawConnection(port: server.port)
        raw.sendHead("GET", "/")
        _ = begun.wait(until: .now + .seconds(20)) { $0 ? true : nil }
        let start = MonotonicTime.now
        server.stop()
        #expect(MonotonicTime.now - start < .seconds(10))
        #expect(raw.isEnded())
    }
}
