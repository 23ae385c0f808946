import OSThreads
import TestSupport
import Testing
import WebServer

/// What the handler of a test's server saw of a body.
private final class Seen: Sendable {
    struct State {
        var bytes = 0
        var pieces = 0
        var ended = false
        var brokeOff = false
    }

    let state = Monitor(State())

    /// Takes a body, and answers with its length.
    final class Receiver: BodyReceiver {
        let seen: Seen
        let limit: Int
        let refusal: Response?
        init(_ seen: Seen, limit: Int, refusal: Response? = nil) {
            self.seen = seen
            self.limit = limit
            self.refusal = refusal
        }

        func receive(_ piece: RawSpan) -> Bool {
            let count = piece.byteCount
            return seen.state.update {
                $0.bytes += count
                $0.pieces += 1
                return $0.bytes <= limit
            }
        }

        func end() -> Response {
            seen.state.update { $0.ended = true }
            return Response(200, contentType: "text/plain", text: "\(seen.state.withLock { $0.bytes })")
        }

        func brokeOff() { seen.state.update { $0.brokeOff = true } }
    }
}

/// Gives so many bytes, and then ends or cuts.
private final class Zeros: BodySource {
    private var left: Int
    private let cuts: Bool

    init(_ count: Int, cuts: Bool = false) {
        left = count
        self.cuts = cuts
    }

    func fill(_ buffer: inout BodyBuffer) -> Bool {
        if left == 0, cuts { return false }
        left -= buffer.append(Array(repeating: 0, count: min(left, 10_000)))
        return true
    }
}

@Suite("The web server", .ownThread, .timeLimit(.minutes(20)))
struct WebServerTests {
    private static let text = "text/plain"

    @Test(
        "hands on the target as it stood on the wire",
        arguments: ["/a%2Fb;c/../%00?d=%20&e", "//x//", "/%zz", "*"])
    func rawTarget(target: String) throws {
        let server = try WebServer { .answer(Response(200, text: $0.method + " " + $0.target)) }
        defer { server.stop() }
        let raw = try RawConnection(port: server.port)
        raw.sendHead("LEVITATE", target)
        #expect(raw.answer()?.text == "LEVITATE \(target)")
    }

    @Test("gives bodies piece by piece, chunked or not", arguments: [true, false])
    func pieces(chunked: Bool) throws {
        let seen = Seen()
        let server = try WebServer { _ in .body(Seen.Receiver(seen, limit: .max)) }
        defer { server.stop() }
        let raw = try RawConnection(port: server.port)
        let body: [UInt8] = Array(repeating: 7, count: 1_000_000)
        if chunked {
            raw.sendHead("POST", "/", ["Transfer-Encoding": "chunked"])
            raw.send(Array("f4240\r\n".utf8) + body + Array("\r\n0\r\n\r\n".utf8))
        } else {
            raw.sendHead("POST", "/", ["Content-Length": "1000000"])
            raw.send(body)
        }
        #expect(raw.answer()?.text == "1000000")
        let state = seen.state.withLock { $0 }
        #expect(state.pieces > 10 && state.ended && !state.brokeOff)
        // And the connection is kept.
        raw.sendHead("POST", "/", ["Content-Length": "0"])
        #expect(raw.answer()?.text == "1000000")
    }

    @Test("tells of a client that left in the middle of its body", arguments: ["100", "chunked"])
    func brokenOff(length: String) throws {
        let seen = Seen()
        let server = try WebServer { _ in .body(Seen.Receiver(seen, limit: .max)) }
        defer { server.stop() }
        do {
            let raw = try RawConnection(port: server.port)
            if length == "chunked" {
                raw.sendHead("POST", "/", ["Transfer-Encoding": "chunked"])
                raw.send("64\r\n0123456789")
            } else {
                raw.sendHead("POST", "/", ["Content-Length": length])
                raw.send("0123456789")
            }
            _ = seen.state.wait(until: .now + .seconds(10)) { $0.bytes == 10 ? true : nil }
        }
        let told: Bool? = seen.state.wait(until: .now + .seconds(10)) { $0.brokeOff ? true : nil }
        #expect(told == true)
        #expect(!seen.state.withLock { $0.ended })
    }

    @Test("cuts an upload where the receiver wants no more")
    func cutUpload() throws {
        let seen = Seen()
        let server = try WebServer { _ in .body(Seen.Receiver(seen, limit: 100_000)) }
        defer { server.stop() }
        let raw = try RawConnection(port: server.port)
        raw.sendHead("POST", "/", ["Content-Length": "10000000"])
        raw.send(Array(repeating: 0, count: 200_000))
        #expect(raw.answer() == nil)
        #expect(seen.state.withLock { $0.brokeOff && !$0.ended })
    }

    @Test("refuses an upload in its middle, and the refusal arrives though all of the body is sent")
    func refusedUpload() throws {
        let seen = Seen()
        let server = try WebServer { _ in
            .body(
                Seen.Receiver(
                    seen, limit: 100_000, refusal: Response(507, contentType: Self.text, text: "no room")))
        }
        defer { server.stop() }
        for _ in 0..<20 {
            let raw = try RawConnection(port: server.port)
            raw.sendHead("POST", "/", ["Content-Length": "3000000"])
            raw.send(Array(repeating: 0, count: 3_000_000))
            let answer = try #require(raw.answer())
            #expect(answer.status == 507 && answer.text == "no room" && answer.isWhole)
            #expect(answer[header: "Content-Type"] == Self.text && answer[header: "Date"] != nil)
            #expect(raw.isEnded())
        }
        #expect(seen.state.withLock { $0.brokeOff && !$0.ended })
    }

    @Test("an answer before the body arrives, though all of the body is sent")
    func earlyAnswer() throws {
        let server = try WebServer { _ in .answer(Response(500, text: "no")) }
        defer { server.stop() }
        for _ in 0..<20 {
            let raw = try RawConnection(port: server.port)
            raw.sendHead("POST", "/", ["Content-Length": "3000000"])
            raw.send(Array(repeating: 0, count: 3_000_000))
            let answer = raw.answer()
            #expect(answer?.status == 500 && answer?.text == "no")
            #expect(raw.isEnded())
        }
    }

    @Test("streams answers in chunks, of any length", arguments: [0, 1, 65_536, 3_000_000])
    func streamed(length: Int) throws {
        let server = try WebServer { _ in .answer(Response(200, .stream(Zeros(length)))) }
        defer { server.stop() }
        let raw = try RawConnection(port: server.port)
        for _ in 0..<2 {
            raw.sendHead("GET", "/")
            let answer = try #require(raw.answer())
            #expect(answer.isWhole && answer.body.count == length)
            #expect(answer[header: "Transfer-Encoding"] == "chunked")
        }
    }

    @Test("cuts an answer where its source says so")
    func cutAnswer() throws {
        let server = try WebServer { _ in .answer(Response(200, .stream(Zeros(100_000, cuts: true)))) }
        defer { server.stop() }
        let raw = try RawConnection(port: server.port)
        raw.sendHead("GET", "/")
        let answer = try #require(raw.answer())
        #expect(!answer.isWhole && answer.body.count == 100_000)
        #expect(raw.isEnded())
    }

    @Test("ends a connection on which nothing moves, in the middle of a body too", arguments: [false, true])
    func idle(inBody: Bool) throws {
        let seen = Seen()
        var configuration = WebServer.Configuration()
        configuration.idleTimeout = .seconds(1)
        let server = try WebServer(configuration) { _ in .body(Seen.Receiver(seen, limit: .max)) }
        defer { server.stop() }
        let raw = try RawConnection(port: server.port)
        if inBody {
            raw.sendHead("POST", "/", ["Content-Length": "100"])
            raw.send("half")
        } else {
            raw.sendHead("POST", "/", ["Content-Length": "0"])
            #expect(raw.answer()?.text == "0")
        }
        #expect(raw.isEnded())
        if inBody {
            #expect(seen.state.wait(until: .now + .seconds(10)) { $0.brokeOff ? true : nil } == true)
        }
    }

    @Test("stops while a client reads slowly, and may be stopped twice")
    func stop() throws {
        let server = try WebServer { _ in .answer(Response(200, .stream(Zeros(.max)))) }
        let raw = try RawConnection(port: server.port, receiveBufferBytes: 16 << 10)
        raw.sendHead("GET", "/")
        server.stop()
        server.stop()
        #expect(raw.answer()?.isWhole != true)
        #expect(throws: SystemError.self) { try RawConnection(port: server.port) }
    }

    @Test("a head that is too large is refused, and the server lives on")
    func largeHead() throws {
        let server = try WebServer { _ in .answer(Response(200, text: "ok")) }
        defer { server.stop() }
        let raw = try RawConnection(port: server.port)
        raw.sendHead("GET", "/" + String(repeating: "x", count: 200_000))
        #expect(raw.answer()?.status != 200)
        let other = try RawConnection(port: server.port)
        other.sendHead("GET", "/")
        #expect(other.answer()?.text == "ok")
    }
}
