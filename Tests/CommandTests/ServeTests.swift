import Glibc
import TestSupport
import Testing

@Suite("serve", .timeLimit(.minutes(20)))
struct ServeTests {
    @Test(
        "refuses to listen on what is no address",
        arguments: ["foo", "999.1.1.1", "localhost", "[::1]", "1.2.3", "127.0.0.1:80", "::g", ""])
    func noAddress(text: String) async throws {
        let run = try await Tool().run("serve", "--port", "0", "--listen=\(text)")
        #expect(run.status == .exited(2), "\(run)")
        #expect(run.output.contains("--listen: '\(text)' is neither an IPv4 nor an IPv6 address"), "\(run)")
    }

    @Test(
        "refuses limits that are none",
        arguments: [
            ("--capacity 0", "--capacity: '0' is not a size from 1 bytes"),
            ("--capacity 1XB", "--capacity: '1XB' is not a size"),
            ("--stream-timeout 0", "--stream-timeout: '0' is not a time above zero"),
            ("--idle-timeout 1.5s", "--idle-timeout: '1.5s' is not a whole number of seconds"),
            ("--idle-timeout 0", "--idle-timeout: '0' is not a time above zero"),
            ("--leak-reservations=yes", "--leak-reservations"),
        ])
    func noLimits(line: String, message: String) async throws {
        let run = try await Tool().run(
            ["serve", "--port", "0"] + line.split(separator: " ").map(String.init))
        #expect(run.status == .exited(2), "\(run)")
        #expect(run.output.contains(message), "\(run)")
    }

    @Test("is as full as its capacity says")
    func capacity() async throws {
        let tool = try Tool().start(["serve", "--port", "0", "--capacity", "1MB", "--leak-reservations"])
        let line = tool.output { $0.contains("\n") ? $0 : nil } ?? ""
        let port = line.split(separator: ":").last?.prefix { $0.isNumber } ?? ""
        let load = try await Tool().run(
            "parallel-write", "--port", String(port), "--node", "1", "--size", "5MB",
            "--block-size", "2MB")
        tool.send(signal: SIGTERM)
        #expect(try await tool.end().status == .exited(143))
        #expect(load.status == .exited(1), "\(load)")
        #expect(load.output.contains("no-space"), "\(load)")
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
