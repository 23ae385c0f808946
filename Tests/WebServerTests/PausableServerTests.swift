import Glibc
import OSThreads
import TestSupport
import Testing
import WebServer

@Suite("A web server that pauses", .ownThread, .timeLimit(.minutes(20)))
struct PausableServerTests {
    private func server(pausing: Duration) throws -> PausableServer {
        try PausableServer(WebServer.Configuration()) { head, pause in
            if head.target == "/pause" { pause(pausing) }
            return .answer(Response(200, text: head.target))
        }
    }

    private func isAnswered(_ port: Int, _ target: String = "/") -> Bool {
        guard let raw = try? RawConnection(port: port) else { return false }
        raw.sendHead("GET", target)
        return raw.answer()?.text == target
    }

    @Test("refuses from the moment that it is told to, and listens again on the port it had")
    func again() throws {
        let server = try server(pausing: .milliseconds(300))
        for _ in 0..<3 {
            let start = MonotonicTime.now
            _ = isAnswered(server.port, "/pause")
            let refused = #expect(throws: SystemError.self) { try RawConnection(port: server.port) }
            #expect(refused?.code == ECONNREFUSED)
            while !isAnswered(server.port), MonotonicTime.now - start < .seconds(20) {}
            #expect(MonotonicTime.now - start >= .milliseconds(300))
            #expect(isAnswered(server.port))
        }
        server.stop()
        #expect(!isAnswered(server.port))
    }

    @Test("waits for its port where somebody else has taken it")
    func taken() throws {
        let server = try server(pausing: .milliseconds(10))
        defer { server.stop() }
        _ = isAnswered(server.port, "/pause")
        var configuration = WebServer.Configuration()
        configuration.port = server.port
        let other = try? WebServer(configuration) { _ in .answer(Response(200, text: "other")) }
        // Where it was faster, it has its port, and that is as good.
        guard let other else { return #expect(isAnswered(server.port)) }
        pause(for: .milliseconds(200))
        #expect(!isAnswered(server.port))
        other.stop()
        let deadline = MonotonicTime.now + .seconds(20)
        while !isAnswered(server.port), .now < deadline {}
        #expect(isAnswered(server.port))
    }

    @Test("ends with its last reference, in a pause too", arguments: ["/", "/pause"])
    func ends(target: String) throws {
        var server: PausableServer? = try server(pausing: .seconds(600))
        let port = try #require(server?.port)
        _ = isAnswered(port, target)
        server = nil
        var configuration = WebServer.Configuration()
        configuration.port = port
        let other = try WebServer(configuration) { _ in .answer(Response(200, text: "other")) }
        other.stop()
    }
}
