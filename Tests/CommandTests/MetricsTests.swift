import FoundationEssentials
import Glibc
import HTTP
import OSThreads
import TestSupport
import Testing

@Suite("The state of a run while it goes on", .ownThread, .timeLimit(.minutes(20)))
struct MetricsTests {
    private static let beginning = "metrics at http://127.0.0.1:"

    /// The port that a run says it gives its metrics at.
    static func port(of tool: RunningTool) -> Int? {
        tool.output { output in
            output.split(separator: "\n").lazy.filter { $0.hasPrefix(beginning) }
                .compactMap { Int($0.dropFirst(beginning.count).prefix { $0.isNumber }) }.first
        }
    }

    static func page(_ target: String, at port: Int) throws -> (status: Int, text: String) {
        let answer = try HTTPConnection(host: "127.0.0.1", port: port).send(
            HTTPRequest(method: .get, target: target), limits: .init(answer: .seconds(60)))
        return (answer.status, String(decoding: answer.body, as: UTF8.self))
    }

    /// A metric that has no labels.
    static func value(_ name: String, at port: Int) throws -> Double {
        let lines = try page("/metrics", at: port).text.split(separator: "\n")
        let line = try #require(lines.first { $0.hasPrefix(name + " ") })
        return try #require(Double(line.dropFirst(name.count + 1)))
    }

    private func start(_ serve: FaultyServe, _ more: String = "--metrics 0") throws -> RunningTool {
        try Tool(in: serve.folder.path).start(
            "parallel-read --src /a --node 1 --nprocess 2 --duration 1m --host 127.0.0.1 --port \(serve.port) \(more)"
                .split(separator: " ").map(String.init))
    }

    @Test("is given as Prometheus reads it, and to its own promtool without a complaint")
    func prometheus() async throws {
        let serve = try FaultyServe("--fault 500:operation=open-file:every=3:limit=2")
        _ = try await serve.run("parallel-write --node 1 --nprocess 2 --size 10KB --dst /a")
        let tool = try start(serve)
        let port = try #require(Self.port(of: tool))
        while try Self.value("alluxio_stress_files_total", at: port) < 20 {}
        let (status, text) = try Self.page("/metrics", at: port)
        tool.send(signal: SIGTERM)
        _ = try await tool.end()

        #expect(status == 200)
        let lines = text.split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("alluxio_stress_run_info{command=\"parallel-read\"") })
        #expect(lines.contains("alluxio_stress_errors_total{kind=\"internal\",operation=\"open-file\"} 2"))
        #expect(
            lines.contains(
                "alluxio_stress_operation_duration_seconds_count{operation=\"open-file\",outcome=\"error\"} 2"
            ))
        let buckets = lines.filter {
            $0.hasPrefix(
                "alluxio_stress_operation_duration_seconds_bucket{operation=\"read-file\",outcome=\"success\""
            )
        }.compactMap { Int($0.split(separator: " ").last ?? "") }
        #expect(buckets.count == 23 && buckets == buckets.sorted() && buckets.last ?? 0 >= 20)
        for name in [
            "process_cpu_seconds_total", "process_resident_memory_bytes", "process_start_time_seconds",
        ] {
            #expect(lines.contains { $0.hasPrefix(name + " ") }, "\(name)")
        }
        let file = try serve.folder.write(Array(text.utf8), to: "metrics")
        let promtool = try Subprocess("/bin/sh", ["-c", "promtool check metrics < \(file) 2>&1"])
        var said: [UInt8] = []
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 1)
        defer { buffer.deallocate() }
        while let count = try promtool.read(into: buffer), count > 0 { said += buffer[..<count] }
        #expect(promtool.wait() == .exited(0) && said.isEmpty, "\(String(decoding: said, as: UTF8.self))")
    }

    @Test("tells by a gauge when the run warms up, of which nothing is counted")
    func warmUp() async throws {
        let serve = try FaultyServe("")
        _ = try await serve.run("parallel-write --node 1 --nprocess 2 --size 10KB --dst /a")
        let tool = try start(serve, "--metrics 0 --warmup 2s")
        let port = try #require(Self.port(of: tool))
        var last: [String: Double] = [:]
        var phases: [Double] = []
        while phases.last != 0 || last["alluxio_stress_files_total"] == 0 {
            let text = try Self.page("/metrics", at: port).text
            last = Dictionary(
                text.split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.contains("{") }.map { line in
                    let parts = line.split(separator: " ")
                    return (String(parts[0]), Double(parts[1]) ?? -1)
                }, uniquingKeysWith: { first, _ in first })
            let phase = try #require(last["alluxio_stress_warming_up"])
            if phase == 1 {
                #expect(
                    last["alluxio_stress_files_total"] == 0 && last["alluxio_stress_moved_bytes_total"] == 0)
            }
            // Before the processes are released it is none yet.
            if phase != phases.last, phase == 1 || !phases.isEmpty { phases.append(phase) }
        }
        tool.send(signal: SIGTERM)
        _ = try await tool.end()
        #expect(phases == [1, 0])
        #expect((last["alluxio_stress_checked_files_total"] ?? 0) > (last["alluxio_stress_files_total"] ?? 0))
    }

    @Test("is a page that renews itself, and nothing else is there")
    func page() async throws {
        let serve = try FaultyServe("")
        _ = try await serve.run("parallel-write --node 1 --nprocess 2 --size 10KB --dst /a")
        // At full speed a load leaves little of the processors to a page of a build without optimization.
        let tool = try start(serve, "--metrics 0 --rate 100")
        let port = try #require(Self.port(of: tool))
        while try Self.value("alluxio_stress_files_total", at: port) < 3 {}
        let page = try Self.page("/", at: port)
        #expect(page.status == 200 && page.text.hasPrefix("<!DOCTYPE html>"))
        #expect(page.text.contains("http-equiv=\"refresh\" content=\"5\""))
        #expect(try Self.page("/other", at: port).status == 404)
        tool.send(signal: SIGTERM)
        _ = try await tool.end()
    }

    @Test(
        "is refused where it can't be given",
        arguments: [
            ("x", "--metrics: 'x' has no port from 0 to 65535: it may be 9090, 0.0.0.0:9090 or [::1]:9090"),
            ("localhost:9", "--metrics: 'localhost' is neither an IPv4 nor an IPv6 address"),
            ("192.0.2.1:0", "--metrics: could not listen on 192.0.2.1 port 0"),
        ])
    func refused(place: String, message: String) async throws {
        let folder = try TemporaryFolder()
        let run = try await Tool(in: folder.path).run(["parallel-write", "--node", "1", "--metrics", place])
        #expect(run.status == .exited(2) && run.output.contains(message), "\(run)")
    }
}
