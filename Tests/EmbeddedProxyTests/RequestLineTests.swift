import EmbeddedProxy
import TestSupport
import Testing

/// What no recorded exchange holds, for each of those has a connection of its own and a proxy that does its work.
@Suite("The line of a request to the embedded proxy", .ownThread, .timeLimit(.minutes(20)))
struct RequestLineTests {
    private static func proxy(_ version: AlluxioVersion = .v296) throws -> EmbeddedProxy {
        var configuration = EmbeddedProxy.Configuration(port: 0)
        configuration.version = version
        return try EmbeddedProxy(configuration)
    }

    @Test(
        "a first line that is not HTTP's is refused in Jetty's words",
        arguments: [
            ("GET /a b c", 400, "Illegal character SPACE=' '"), ("GET /a", 505, "HTTP/0.9 not supported"),
            ("GET /a HTTP/2.0", 426, "Upgrade Required"), ("GET /a HTTP/1.7", 505, "Unknown Version"),
            ("nonsense", 400, "No URI"), ("G@T / HTTP/1.1", 400, "Illegal character VCHAR='@'"),
            ("GET /a b\u{e4} HTTP/1.1", 400, "Illegal character OTEXT=0xc3"),
            ("GET /\t HTTP/1.1", 400, "Illegal character HTAB=0x9"),
        ])
    func firstLine(line: String, status: Int, reason: String) throws {
        let proxy = try Self.proxy()
        defer { proxy.stop() }
        let connection = try RawConnection(port: proxy.port)
        connection.send("\(line)\r\nHost: x\r\n\r\n")
        let answer = try #require(connection.answer())
        #expect(answer.status == status)
        #expect(answer.text == "<h1>Bad Message \(status)</h1><pre>reason: \(reason)</pre>")
        #expect(connection.isEnded())
    }

    @Test("of a first line that is not HTTP's Alluxio 1.8.1 says nothing but the status")
    func firstLineOf181() throws {
        let proxy = try Self.proxy(.v181)
        defer { proxy.stop() }
        let connection = try RawConnection(port: proxy.port)
        connection.send("GET /a b c\r\n\r\n")
        let answer = try #require(connection.answer())
        #expect(answer.status == 400 && answer.body.isEmpty && answer[header: "Content-Type"] == nil)
    }

    @Test(
        "on a kept connection every request is answered, and a space in a later target is refused as in the first"
    )
    func kept() throws {
        let proxy = try Self.proxy()
        defer { proxy.stop() }
        let connection = try RawConnection(port: proxy.port)
        for number in 0..<3 {
            connection.sendHead("POST", "/api/v1/paths//f\(number)/exists", ["Content-Length": "0"])
            #expect(connection.answer()?.text == "false")
        }
        connection.sendHead("POST", "/api/v1/paths//a b/exists", ["Content-Length": "0"])
        let answer = try #require(connection.answer())
        #expect(answer.status == 400)
        #expect(answer.text == "<h1>Bad Message 400</h1><pre>reason: Illegal character SPACE=' '</pre>")
    }

    /// What odd targets are made of.
    private static let pieces = [
        "a", "b", "/", "//", "..", ".", "%2F", "%2e", "%25", "%", "%zz", "%00", "%ff", "%ed%a0%80", ";", "?",
        "#",
        "+", "\\", ":", "{", "}", "\u{e4}", "%5C", "%u0041", "*", "/get-status", "/api/v1", "http://",
    ]

    @Test(
        "any target is answered, in every dialect", arguments: AlluxioVersion.allCases, 0..<4 as Range<UInt64>
    )
    func anyTarget(version: AlluxioVersion, seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let proxy = try Self.proxy(version)
        defer { proxy.stop() }
        for _ in 0..<100 {
            let odd = (0..<Int.random(in: 1...7, using: &generator))
                .compactMap { _ in Self.pieces.randomElement(using: &generator) }.joined()
            let target = Bool.random(using: &generator) ? "/api/v1/paths/\(odd)/exists" : odd
            let connection = try RawConnection(port: proxy.port)
            connection.sendHead("POST", target, ["Content-Length": "0"])
            let status = try #require(connection.answer()?.status, "\(target), seed \(seed)")
            #expect([200, 400, 404, 405, 500].contains(status), "\(target), seed \(seed)")
        }
    }

    @Test("a later line that is not HTTP's is refused, too, and ends the connection")
    func laterLine() throws {
        let proxy = try Self.proxy()
        defer { proxy.stop() }
        let connection = try RawConnection(port: proxy.port)
        connection.sendHead("POST", "/api/v1/paths//f/exists", ["Content-Length": "0"])
        #expect(connection.answer()?.text == "false")
        connection.send("POST /a b c\r\n\r\n")
        #expect(connection.answer()?.status == 400)
        #expect(connection.isEnded())
    }
}
