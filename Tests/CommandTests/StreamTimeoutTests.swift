import Alluxio
import Measurement
import TestSupport
import Testing

/// A proxy closes a stream that no call has begun to use for `alluxio.proxy.stream.cache.timeout`, in the midst of an
/// upload, too (F10).
@Suite("An upload that outlasts the proxy's streams", .ownThread, .timeLimit(.minutes(20)))
struct StreamTimeoutTests {
    private static let property = "alluxio.proxy.stream.cache.timeout"

    private static func alluxio(
        streamsFor timeout: String, answering: @escaping ScriptedAlluxio.Answering = { _ in .usual }
    ) throws -> ScriptedAlluxio {
        let info =
            #"{"configuration":{"a":null,"\#(property)":"\#(timeout)"},"startTimeMs":1,"uptimeMs":1,"version":"2.9.6"}"#
        return try ScriptedAlluxio(answering: { call in
            call.operation == "proxy-info" ? .instead([.text(200, info)]) : answering(call)
        })
    }

    @Test("is warned of, once, with the figures, where one came within half of that")
    func warning() async throws {
        let run = try await Stage(Self.alluxio(streamsFor: "1ms"), source: noise(5 << 20)).write(
            "--nprocess 2 --iteration 2")
        #expect(run.isPass, "\(run)")
        let warnings = run.result?.warnings.filter { $0.contains(Self.property) } ?? []
        #expect(warnings.count == 1, "\(run)")
        #expect(warnings.first?.contains("more than half of the 0.001 s") == true, "\(run)")
    }

    @Test("is said to be why it may have failed", arguments: ["write", "close"])
    func failure(operation: String) async throws {
        let alluxio = try Self.alluxio(streamsFor: "1ms") { call in
            call.operation == operation
                ? .afterwards(ScriptedAlluxio.refusal("INTERNAL", "stream does not exist")) : .usual
        }
        let run = try await Stage(alluxio, source: noise(5 << 20)).write()
        #expect(run.isFail, "\(run)")
        #expect(run.errors.map(\.kind) == ["no-stream"])
        let message = try #require(run.errors.first?.first.message)
        #expect(message.contains("the proxy closes streams after 0.001 s"), "\(message)")
        #expect(message.contains("raise \(Self.property), or write smaller files"), "\(message)")
    }

    @Test("is no matter where streams live for longer, or the proxy doesn't say", arguments: ["1h", "", "x"])
    func none(timeout: String) async throws {
        let alluxio = try Self.alluxio(streamsFor: timeout) { call in
            call.operation == "write" && call.path.hasSuffix("process_0") ? .instead([.reset]) : .usual
        }
        let run = try await Stage(alluxio).write("--nprocess 2")
        #expect(run.isFail, "\(run)")
        #expect(!run.output.contains(Self.property), "\(run)")
    }

    @Test("is cut by the embedded proxy, and undone; the error names the property")
    func cut() async throws {
        let server = try RunningServer(serving: ["--stream-timeout", "1s"])
        let stage = try Stage(server)
        let relay = try HeldRelay(to: server.host, port: server.port, at: "/write", after: 100)
        let tool = try Tool(in: stage.local.path).start(
            "parallel-write --node 1 --dst \(stage.root) --host 127.0.0.1 --port \(relay.port) --size 50MB --json result.json"
                .split(separator: " ").map(String.init))
        try #require(relay.isHeld())
        try await stage.awaitCut("node_1/process_0")
        relay.letGo()
        let end = try await tool.end()
        #expect(end.status == .exited(1), "\(end)")
        let result = try ResultDocument(at: stage.local.path("result.json"))
        #expect(result.errors.count == 1)
        let message = try #require(result.errors.first?.first.message)
        #expect(message.contains("the proxy closes streams after 1 s"), "\(message)")
        #expect(message.contains(Self.property), "\(message)")
        #expect(result.left.isEmpty)
        #expect(try stage.status("node_1/process_0") == nil)
        #expect(result.totals.files == 0)
    }
}

extension Stage {
    /// Opens other files until the proxy has closed the stream that writes this one, which is then a complete short file.
    func awaitCut(_ name: String) async throws {
        let client = try server.client()
        let other = try path("other")
        while try status(name)?.completed != true {
            try client.withWriter(other, CreateFileOptions { $0.blockSizeBytes = 1 << 20 }) { _ in }
            try client.delete(other)
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}
