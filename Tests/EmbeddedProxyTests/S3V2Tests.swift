import EmbeddedProxy
import TestSupport
import Testing

@Suite("A proxy with S3 v2", .ownThread, .timeLimit(.minutes(20)))
struct S3V2Tests {
    private static func proxy() throws -> EmbeddedProxy {
        var configuration = EmbeddedProxy.Configuration(port: 0)
        configuration.s3V2 = true
        return try EmbeddedProxy(configuration)
    }

    @Test(
        "answers every call with an empty 200, whatever it asks",
        arguments: [
            ("GET", "/api/v1/proxy/info"), ("POST", "/api/v1/paths//x/create-file"),
            ("POST", "/api/v1/paths//x/exists"), ("POST", "/api/v1/streams/1/write"),
            ("PUT", "/api/v1/paths//x/levitate"), ("GET", "/api/v1"),
        ])
    func empty(method: String, target: String) throws {
        let proxy = try Self.proxy()
        defer { proxy.stop() }
        let connection = try RawConnection(port: proxy.port)
        for _ in 0..<2 {
            connection.sendHead(method, target, ["Content-Length": "3000000"])
            connection.send([UInt8](repeating: 1, count: 3_000_000))
            let answer = try #require(connection.answer())
            #expect(answer.status == 200 && answer.body.isEmpty && answer[header: "Content-Type"] == nil)
        }
    }

    @Test("has nothing outside of the API, and refuses a bad target")
    func outside() throws {
        let proxy = try Self.proxy()
        defer { proxy.stop() }
        for (target, status) in [("/api/v2/proxy/info", 404), ("/", 404), ("/api/v1/paths//%00/exists", 400)]
        {
            let connection = try RawConnection(port: proxy.port)
            connection.sendHead("GET", target)
            #expect(connection.answer()?.status == status)
        }
    }
}
