import Glibc
import HTTP
import OSThreads
import TestSupport
import Testing

@Suite("Limits", .timeLimit(.minutes(20)))
struct LimitTests {
    /// A part of an answer to a read, then nothing.
    private static let beginning: ScriptedServer.Action = .raw(
        bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"))

    @Test("a body that stops coming is found when the stall limit is over")
    func stalledRead() throws {
        let server = try ScriptedServer { _ in [Self.beginning, .stall] }
        let connection = try HTTPConnection(host: "127.0.0.1", port: server.port)
        var came: [UInt8] = []
        let start = MonotonicTime.now
        let failure = #expect(throws: HTTPFailure.self) {
            try connection.send(.post("/read"), limits: .init(stall: .seconds(3))) { came += $0 }
        }
        let took = MonotonicTime.now - start
        #expect(failure?.kind == .stalled)
        #expect(came == bytes("abc"))
        #expect(took >= .seconds(3))
    }

    @Test("a cutoff ends what waits, from another thread, and what begins after it at once")
    func cutoff() throws {
        let server = try ScriptedServer { _ in [.stall] }
        let cutoff = Cutoff()
        var configuration = HTTPConnection.Configuration()
        configuration.cutoff = cutoff
        let connection = try HTTPConnection(
            host: "127.0.0.1", port: server.port, configuration: configuration)
        try OSThread {
            _ = server.requests { !$0.isEmpty }
            cutoff.set { $0 == .undoing ? .now + .seconds(60) : .now }
        }.detach()
        let failure = #expect(throws: HTTPFailure.self) {
            try connection.send(.post("/read"), limits: .init(stall: .seconds(60)))
        }
        #expect(failure?.kind == .cancelled && failure?.requestSent == true)
        let next = #expect(throws: HTTPFailure.self) {
            try connection.send(.post("/read"), limits: .init(stall: .seconds(60)))
        }
        #expect(next?.kind == .cancelled)
        #expect(server.requests.count == 1, "nothing more was sent")
    }

    @Test("requests hold still until they are let go, or for so long")
    func stillness() throws {
        let server = try ScriptedServer { _ in [.respond(status: 200, body: bytes("1"))] }
        let cutoff = Cutoff()
        var configuration = HTTPConnection.Configuration()
        configuration.cutoff = cutoff
        let connection = try HTTPConnection(
            host: "127.0.0.1", port: server.port, configuration: configuration)
        let (start, most) = (MonotonicTime.now, Duration.milliseconds(200))
        cutoff.holdStill(until: start + most)
        #expect(try connection.send(.post("/a"), limits: .init()).status == 200)
        #expect(MonotonicTime.now - start >= most)
        cutoff.holdStill(until: .now + .seconds(600))
        let letGo = Monitor(false)
        try OSThread {
            letGo.update { $0 = true }
            cutoff.letGo()
        }.detach()
        #expect(try connection.send(.post("/b"), limits: .init()).status == 200)
        #expect(letGo.withLock { $0 })
    }

    @Test("a server that is silent before the first byte of a body is a stall, too")
    func silentRead() throws {
        let server = try ScriptedServer { _ in [.stall] }
        let connection = try HTTPConnection(host: "127.0.0.1", port: server.port)
        let failure = #expect(throws: HTTPFailure.self) {
            try connection.send(.post("/read"), limits: .init(stall: .milliseconds(200))) { _ in }
        }
        #expect(failure?.kind == .stalled)
    }

    @Test("a body that keeps coming outlasts the stall limit")
    func slowRead() throws {
        let script = (0..<8).flatMap { _ -> [ScriptedServer.Action] in
            [.raw(bytes("1\r\nx\r\n")), .pause(.milliseconds(500))]
        }
        let head: ScriptedServer.Action = .raw(bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"))
        let server = try ScriptedServer { _ in [head] + script + [.raw(bytes("0\r\n\r\n"))] }
        let connection = try HTTPConnection(host: "127.0.0.1", port: server.port)
        var came = 0
        _ = try connection.send(.post("/read"), limits: .init(stall: .seconds(3))) { came += $0.count }
        #expect(came == 8)
    }

    @Test("the deadline of a whole request strikes although bytes flow")
    func deadline() throws {
        let script = (0..<1000).flatMap { _ -> [ScriptedServer.Action] in
            [.raw(bytes("1\r\nx\r\n")), .pause(.milliseconds(20))]
        }
        let head: ScriptedServer.Action = .raw(bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"))
        let server = try ScriptedServer { _ in [head] + script + [.close] }
        let connection = try HTTPConnection(host: "127.0.0.1", port: server.port)
        let failure = #expect(throws: HTTPFailure.self) {
            try connection.send(
                .post("/read"), limits: .init(stall: .seconds(30), deadline: .now + .milliseconds(300))
            ) { _ in }
        }
        #expect(failure?.kind == .timeout)
    }

    @Test("a server that takes a connection and no byte of a body is a stall")
    func stalledUpload() throws {
        let server = try ScriptedServer(
            interrupter: { _ in .init(afterBodyBytes: 1, script: [.stall]) }, handler: { _ in [] })
        let connection = try HTTPConnection(host: "127.0.0.1", port: server.port)
        let failure = #expect(throws: HTTPFailure.self) {
            try connection.send(
                .post("/write", body: .stream { $0.count }),
                limits: .init(answer: .seconds(30), stall: .milliseconds(300)))
        }
        #expect(failure?.kind == .stalled)
        #expect(failure?.uploadEnded == false)
        let found = try #require(failure?.found)
        // It was given two more seconds to be ended properly; the moment it was found was before them.
        #expect(MonotonicTime.now - found >= .seconds(1))
    }
}

@Suite("Uploads", .timeLimit(.minutes(20)))
struct UploadTests {
    struct SourceBroke: Error {}

    @Test("are chunked, and arrive whole")
    func chunked() throws {
        let server = try ScriptedServer { request in [.text(200, "\(request.body.count)")] }
        let connection = try HTTPConnection(host: "127.0.0.1", port: server.port)
        var sent = 0
        let response = try connection.send(
            .post(
                "/write",
                body: .stream { buffer in
                    let count = min(buffer.count, 1_000_000 - sent)
                    for index in 0..<count { buffer[index] = UInt8(truncatingIfNeeded: (sent + index) / 7) }
                    sent += count
                    return count
                }), limits: .init(answer: .seconds(30), stall: .seconds(30)))
        #expect(String(decoding: response.body, as: UTF8.self) == "1000000")
        #expect(response.uploadEnded)
        let request = try #require(server.requests.first)
        #expect(request.isChunked)
        #expect(request.body == (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 / 7) })
    }

    @Test("whose source breaks are ended properly, so that the server is done with them")
    func brokenSource() throws {
        let server = try ScriptedServer { _ in [.text(200, "1")] }
        let connection = try HTTPConnection(host: "127.0.0.1", port: server.port)
        var calls = 0
        let failure = #expect(throws: HTTPFailure.self) {
            try connection.send(
                .post(
                    "/write",
                    body: .stream { buffer in
                        calls += 1
                        if calls > 2 { throw SourceBroke() }
                        return buffer.count
                    }), limits: .init(answer: .seconds(30), stall: .seconds(30)))
        }
        #expect(failure?.kind == .local)
        #expect(failure?.cause is SourceBroke)
        #expect(failure?.uploadEnded == true)
        #expect(server.requests.first?.isWhole == true)
    }

    @Test("that are answered in their middle give that answer")
    func answeredEarly() throws {
        let server = try ScriptedServer(
            interrupter: { _ in .init(afterBodyBytes: 100_000, script: [.text(500, "no space"), .close]) },
            handler: { _ in [] })
        let connection = try HTTPConnection(host: "127.0.0.1", port: server.port)
        let response = try connection.send(
            .post("/write", body: .stream { $0.count }),
            limits: .init(answer: .seconds(30), stall: .seconds(30)))
        #expect(response.status == 500)
        #expect(String(decoding: response.body, as: UTF8.self) == "no space")
        #expect(!response.uploadEnded)
    }

    @Test("whose deadline comes are ended properly where the server takes it")
    func deadlineInMidUpload() throws {
        let server = try ScriptedServer { _ in [.text(200, "1")] }
        let connection = try HTTPConnection(host: "127.0.0.1", port: server.port)
        let failure = #expect(throws: HTTPFailure.self) {
            try connection.send(
                // Slowly: what is sent when the deadline comes must be read within the time to end it.
                .post(
                    "/write",
                    body: .stream { _ in
                        usleep(5000)
                        return 1000
                    }),
                limits: .init(answer: .seconds(30), stall: .seconds(30), deadline: .now + .milliseconds(500)))
        }
        #expect(failure?.kind == .timeout)
        #expect(failure?.uploadEnded == true)
    }

    @Test("that are sent when the deadline comes are given time to be answered: the server is then done")
    func deadlineBeforeTheAnswer() throws {
        let server = try ScriptedServer { _ in [.pause(.milliseconds(1500)), .text(200, "1")] }
        let connection = try HTTPConnection(host: "127.0.0.1", port: server.port)
        let failure = #expect(throws: HTTPFailure.self) {
            try connection.send(
                .post("/write", body: .stream { _ in 0 }),
                limits: .init(answer: .seconds(30), stall: .seconds(30), deadline: .now + .milliseconds(500)))
        }
        #expect(failure?.kind == .timeout)
        #expect(failure?.uploadEnded == true)
    }

    @Test("whose answer's own limit strikes are cut")
    func unanswered() throws {
        let server = try ScriptedServer { _ in [.stall] }
        let connection = try HTTPConnection(host: "127.0.0.1", port: server.port)
        let failure = #expect(throws: HTTPFailure.self) {
            try connection.send(
                .post("/write", body: .stream { _ in 0 }),
                limits: .init(answer: .milliseconds(100), stall: .seconds(30)))
        }
        #expect(failure?.kind == .timeout)
        #expect(failure?.uploadEnded == false)
        // At once, without the two more seconds to be ended properly.
        let found = try #require(failure?.found)
        #expect(MonotonicTime.now - found < .seconds(2))
    }
}
