import HTTP
import TestSupport
import Testing

/// What happened on the wire, and the kind it is given; a row for each line of libcurl's misleading codes.
@Suite("Failure kinds", .timeLimit(.minutes(20)))
struct FailureKindTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var script: [ScriptedServer.Action]
        var kind: HTTPFailure.Kind
        /// What the message says, where libcurl's own would mislead.
        var says = ""
    }

    static let rows: [Row] = [
        Row(testDescription: "closed before the answer", script: [.close], kind: .reset),
        Row(testDescription: "reset before the answer", script: [.reset], kind: .reset),
        Row(
            testDescription: "reset within the answer",
            script: [.raw(bytes("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")), .reset], kind: .reset),
        Row(
            testDescription: "closed in mid chunked body",
            script: [.raw(bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc")), .close],
            kind: .cut),
        Row(
            testDescription: "closed in mid Content-Length body",
            script: [.raw(bytes("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")), .close], kind: .cut),
        Row(testDescription: "silence", script: [.stall], kind: .timeout),
        Row(
            testDescription: "silence within the answer",
            script: [.raw(bytes("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")), .stall], kind: .timeout),
        Row(
            testDescription: "not HTTP at all", script: [.raw(bytes("hello\r\n")), .close],
            kind: .protocolViolation),
        Row(
            testDescription: "a header line over 100 kB",
            script: [
                .raw(bytes("HTTP/1.1 200 OK\r\nX: " + String(repeating: "x", count: 110_000) + "\r\n\r\n")),
                .close,
            ],
            kind: .protocolViolation, says: "a header of the answer is longer than libcurl takes"),
        Row(
            testDescription: "headers over 300 kB",
            script: [
                .raw(
                    bytes(
                        "HTTP/1.1 200 OK\r\n"
                            + String(
                                repeating: "X: " + String(repeating: "x", count: 1000) + "\r\n", count: 400)
                            + "\r\n")), .close,
            ], kind: .protocolViolation, says: "headers"),
        Row(
            testDescription: "a broken chunk size",
            script: [.raw(bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc")), .close],
            kind: .protocolViolation),
        Row(
            testDescription: "a Content-Length that is no number",
            script: [.raw(bytes("HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\nabc")), .close],
            kind: .protocolViolation),
    ]

    @Test("are told apart", arguments: rows)
    func kind(_ row: Row) throws {
        let server = try ScriptedServer { _ in row.script }
        let connection = try HTTPConnection(host: "127.0.0.1", port: server.port)
        let failure = #expect(throws: HTTPFailure.self) {
            // Only what is about the limit may meet it.
            let limit: Duration = row.kind == .timeout ? .milliseconds(300) : .seconds(30)
            return try connection.send(.post("/x"), limits: .init(answer: limit))
        }
        let message = failure?.message ?? ""
        #expect(failure?.kind == row.kind && (row.says.isEmpty || message.contains(row.says)), "\(message)")
        #expect(failure?.requestSent == true)
    }

    @Test("a refused connection is `connect`, and nothing was sent")
    func refused() throws {
        let dead = try DeadPort(.refuses)
        let connection = try HTTPConnection(host: "127.0.0.1", port: dead.port)
        let failure = withExtendedLifetime(dead) {
            #expect(throws: HTTPFailure.self) { try connection.send(.post("/x"), limits: .init()) }
        }
        #expect(failure?.kind == .connect)
        #expect(failure?.requestSent == false)
    }

    @Test("a name without an address is `resolve`")
    func unresolved() throws {
        let connection = try HTTPConnection(host: "no-such-host.invalid", port: 80)
        let failure = #expect(throws: HTTPFailure.self) { try connection.send(.post("/x"), limits: .init()) }
        #expect(failure?.kind == .resolve)
    }

    @Test("an error status with any body is an answer, not a failure")
    func statuses() throws {
        let server = try ScriptedServer { _ in [.text(503, "<h1>busy</h1>", contentType: "text/html")] }
        let connection = try HTTPConnection(host: "127.0.0.1", port: server.port)
        let response = try connection.send(.post("/x"), limits: .init())
        #expect(response.status == 503)
        #expect(String(decoding: response.body, as: UTF8.self) == "<h1>busy</h1>")
        #expect(connection.header("Content-Type") == "text/html")
    }

    @Test("a first header that begins with a blank is of no answer before it", arguments: [" ", "\t"])
    func foldedFirstHeader(blank: String) throws {
        let folded =
            "HTTP/1.1 200 OK\r\n\(blank)X-Folded: \(String(repeating: "x", count: 100))\r\nContent-Length: 2\r\n\r\nok"
        let seen = Counter()
        let server = try ScriptedServer { _ in
            seen.next() % 2 == 1 ? [.text(200, "ok")] : [.raw(bytes(folded))]
        }
        let connection = try HTTPConnection(host: "127.0.0.1", port: server.port)
        for _ in 0..<20 {
            #expect(try connection.send(.post("/x"), limits: .init()).body == bytes("ok"))
            #expect(connection.header("X-Folded") == nil && connection.header("Content-Type") != nil)
            let failure = #expect(throws: HTTPFailure.self) {
                try connection.send(.post("/x"), limits: .init())
            }
            #expect(failure?.kind == .protocolViolation)
            #expect(failure?.message == "the answer's first header begins with a blank")
        }
    }

    @Test("a head that tells of progress comes before that of the answer, and trailers are none of the body")
    func headsAndTrailers() throws {
        let answer =
            "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
            + "Trailer: X\r\n\r\n5\r\n\r\nbod\r\n1\r\ny\r\n0\r\nX: trailing\r\n\r\n"
        let server = try ScriptedServer { _ in [.raw(bytes(answer))] }
        let connection = try HTTPConnection(host: "127.0.0.1", port: server.port)
        for _ in 0..<3 {
            let response = try connection.send(.post("/x"), limits: .init())
            #expect(response.status == 200 && response.body == bytes("\r\nbody"))
            #expect(response.connectTime == nil || server.requests.count == 1)
        }
    }

    @Test("a redirect is not followed")
    func redirect() throws {
        let server = try ScriptedServer { _ in [.respond(status: 302, headers: [("Location", "/elsewhere")])]
        }
        let connection = try HTTPConnection(host: "127.0.0.1", port: server.port)
        #expect(try connection.send(.post("/x"), limits: .init()).status == 302)
        #expect(server.requests.count == 1)
    }

    @Test("an answer longer than what is taken is refused")
    func tooLong() throws {
        let server = try ScriptedServer { _ in
            [.chunked(status: 200, pieces: Array(repeating: Array(repeating: 65, count: 1000), count: 20))]
        }
        let connection = try HTTPConnection(host: "127.0.0.1", port: server.port)
        let failure = #expect(throws: HTTPFailure.self) {
            try connection.send(.post("/x"), limits: .init(answerBytes: 10_000))
        }
        #expect(failure?.kind == .protocolViolation)
        #expect(failure?.message.contains("10000 bytes") == true)
        #expect(try connection.send(.post("/x"), limits: .init(answerBytes: 20_000)).body.count == 20_000)
    }

    @Test("of an error's answer 1 MiB is taken, whatever may be answered else")
    func errorTooLong() throws {
        let pieces = Array(repeating: [UInt8](repeating: 65, count: 1 << 16), count: 17)
        let server = try ScriptedServer { _ in [.chunked(status: 500, pieces: pieces)] }
        let connection = try HTTPConnection(host: "127.0.0.1", port: server.port)
        let failure = #expect(throws: HTTPFailure.self) {
            try connection.send(.post("/x"), limits: .init(answerBytes: 1 << 30))
        }
        #expect(failure?.kind == .protocolViolation)
        #expect(failure?.message.contains("1048576 bytes") == true)
    }
}

extension HTTPRequest {
    static func post(_ target: String, body: Body = .none) -> HTTPRequest {
        HTTPRequest(method: .post, target: target, contentType: "application/json", body: body)
    }
}

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
