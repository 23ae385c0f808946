import Glibc
import TestSupport
import Testing

@Suite("serve", .timeLimit(.minutes(2)))
struct ServeTests {
    @Test(
        "refuses to listen on what is no address",
        arguments: ["foo", "999.1.1.1", "localhost", "[::1]", "1.2.3", "127.0.0.1:80", "::g", ""])
    func noAddress(text: String) async throws {
        let run = try await Tool().run("serve", "--port", "0", "--listen=\(text)")
        #expect(run.status == .exited(2), "\(run)")
        #expect(run.output.contains("--listen: '\(text)' is neither an IPv4 nor an IPv6 address"), "\(run)")
    }

    @Test("listens on an address of either kind", arguments: [("127.0.0.2", "127.0.0.2"), ("::1", "[::1]")])
    func address(text: String, host: String) async throws {
        let tool = try Tool().start(["serve", "--port", "0", "--listen", text])
        let line = tool.output { $0.contains("\n") ? $0 : nil }
        tool.send(signal: SIGTERM)
        #expect(try await tool.end().status == .exited(143))
        #expect(line?.hasPrefix("serving Alluxio's REST API at \(host):") == true)
    }
}
