import EmbeddedProxy
import TestSupport
import Testing

/// What no recorded exchange holds, for each of those has a connection of its own and a proxy that does its work.
@Suite("Dialects of the embedded proxy", .ownThread, .timeLimit(.minutes(2)))
struct DialectTests {
    private static func proxy(_ version: AlluxioVersion = .v296, s3V2: Bool = false) throws -> EmbeddedProxy {
        var configuration = EmbeddedProxy.Configuration(port: 0)
        configuration.version = version
        configuration.s3V2 = s3V2
        return try EmbeddedProxy(configuration)
    }

    @Test(
        "with S3 v2 every call is answered with an empty 200, whatever it asks",
        arguments: [
            ("GET", "/api/v1/proxy/info"), ("POST", "/api/v1/paths//x/create-file"),
            ("POST", "/api/v1/paths//x/exists"), ("POST", "/api/v1/streams/1/write"),
            ("PUT", "/api/v1/paths//x/levitate"), ("GET", "/api/v1"),
        ])
    func empty(method: String, target: String) throws {
        let proxy = try Self.proxy(s3V2: true)
        defer { proxy.stop() }
        let connection = try RawConnection(port: proxy.port)
        for _ in 0..<2 {
            connection.sendHead(method, target, ["Content-Length": "3000000"])
            connection.send([UInt8](repeating: 1, count: 3_000_000))
            let answer = try #require(connection.answer())
            #expect(answer.status == 200 && answer.body.isEmpty && answer[header: "Content-Type"] == nil)
        }
    }

    @Test("with S3 v2 what is outside of the API is not there, and a bad target is refused")
    func outside() throws {
        let proxy = try Self.proxy(s3V2: true)
        defer { proxy.stop() }
        for (target, status) in [("/api/v2/proxy/info", 404), ("/", 404), ("/api/v1/paths//%00/exists", 400)]
        {
            let connection = try RawConnection(port: proxy.port)
            connection.sendHead("GET", target)
            #expect(connection.answer()?.status == status)
        }
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
}
