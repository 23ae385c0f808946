import HTTP
import TestSupport
import Testing

/// libcurl sends a request again by itself when a kept connection ends before the answer; we don't let it.
@Suite("A request is sent once", .timeLimit(.minutes(20)))
struct SentOnceTests {
    /// Answers the first request of a connection, and drops the connection after reading the second.
    private func serverThatDropsTheSecond() throws -> ScriptedServer {
        let seen = Counter()
        return try ScriptedServer { _ in seen.next() == 1 ? [.text(200, "1")] : [.close] }
    }

    @Test("though the kept connection dies after it was read", arguments: [false, true])
    func droppedAfterReading(streamed: Bool) throws {
        let server = try serverThatDropsTheSecond()
        let connection = try HTTPConnection(host: "127.0.0.1", port: server.port)
        _ = try connection.send(.post("/first"), limits: .init())

        var left = 300_000
        let body: HTTPRequest.Body =
            streamed
            ? .stream { buffer in
                let count = min(left, buffer.count)
                left -= count
                return count
            } : .bytes(bytes("{}"))
        let failure = #expect(throws: HTTPFailure.self) {
            try connection.send(
                .post("/second", body: body), limits: .init(answer: .seconds(30), stall: .seconds(30)))
        }
        #expect(failure?.kind == .reset)
        #expect(failure?.requestSent == true)
        server.stop()
        #expect(server.requests.map(\.target) == ["/first", "/second"])
    }

    @Test("and the next one goes over a new connection")
    func recovers() throws {
        let seen = Counter()
        let server = try ScriptedServer { _ in seen.next() == 2 ? [.close] : [.text(200, "ok")] }
        let connection = try HTTPConnection(host: "127.0.0.1", port: server.port)
        #expect(try connection.send(.post("/1"), limits: .init()).connectTime != nil)
        #expect(throws: HTTPFailure.self) { try connection.send(.post("/2"), limits: .init()) }
        #expect(try connection.send(.post("/3"), limits: .init()).status == 200)
        #expect(try connection.send(.post("/4"), limits: .init()).connectTime == nil)
        server.stop()
        let connections = server.requests.map(\.connection)
        #expect(
            connections.count == 4 && connections[0] == connections[1] && connections[2] == connections[3])
        #expect(connections[1] != connections[2])
    }

    /// Who refuses a body in its midst ends the connection afterwards: what is sent before that gets no answer.
    @Test("and over a new connection after an upload that was refused")
    func afterARefusedUpload() throws {
        let seen = Counter()
        let server = try ScriptedServer { _ in [.text(seen.next() == 1 ? 500 : 200, "answer")] }
        let connection = try HTTPConnection(host: "127.0.0.1", port: server.port)
        var left = 1
        let body = HTTPRequest.Body.stream { _ in
            defer { left = 0 }
            return left
        }
        #expect(try connection.send(.post("/1", body: body), limits: .init()).status == 500)
        #expect(try connection.send(.post("/2"), limits: .init()).connectTime != nil)
        #expect(try connection.send(.post("/3"), limits: .init()).connectTime == nil)
        server.stop()
        #expect(Set(server.requests.map(\.connection)).count == 2)
    }

    @Test("a connection that idled too long is renewed, not tried")
    func renewed() throws {
        let server = try ScriptedServer { _ in [.text(200, "ok")] }
        var configuration = HTTPConnection.Configuration()
        configuration.maximumIdleTime = .milliseconds(100)
        let connection = try HTTPConnection(
            host: "127.0.0.1", port: server.port, configuration: configuration)
        _ = try connection.send(.post("/1"), limits: .init())
        // The idle time is the thing under test: this waits it out on a request to a server that is silent.
        let silent = try ScriptedServer { _ in [.stall] }
        let other = try HTTPConnection(host: "127.0.0.1", port: silent.port)
        #expect(throws: HTTPFailure.self) {
            try other.send(.post("/"), limits: .init(answer: .milliseconds(150)))
        }
        #expect(try connection.send(.post("/2"), limits: .init()).connectTime != nil)
    }
}
