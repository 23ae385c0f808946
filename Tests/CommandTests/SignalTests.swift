import FoundationEssentials
import Glibc
import OSThreads
import TestSupport
import Testing

@Suite("A signal", .ownThread, .timeLimit(.minutes(10)))
struct SignalTests {
    /// Runs a line until it says `text`, ends it by a signal, and gives how it ended.
    private func interrupt(_ line: String, on stage: Stage, after text: String, by signal: Int32) async throws
        -> (Subprocess.Status, ResultDocument)
    {
        let tool = try stage.start(line)
        try #require(tool.output { $0.contains(text) ? true : nil } == true)
        tool.send(signal: signal)
        let status = try await tool.end().status
        return (status, try ResultDocument(at: stage.local.path("result.json")))
    }

    @Test(
        "ends a load with 130 or 143, and the result is there", arguments: Server.all,
        [SIGINT, SIGTERM])
    func load(on server: Server, signal: Int32) async throws {
        let stage = try Stage(server)
        let (status, result) = try await interrupt(
            "parallel-write --node 1 --src source --dst \(stage.root) --nprocess 2 --iteration 1000000 --block-size 1MB",
            on: stage, after: "iteration 3/", by: signal)
        #expect(status == .exited(128 + signal))
        #expect(result.interrupted)
        #expect(result.verdict == "pass")
        #expect(result.iterations.count >= 3)
        #expect(result.totals.files >= 6)
    }

    @Test("ends a read that waits for an answer that doesn't come")
    func stalled() async throws {
        let alluxio = try ScriptedAlluxio(answering: { $0.operation == "read" ? .instead([.stall]) : .usual })
        let stage = try Stage(alluxio)
        alluxio.put(.file("/file", stage.source))
        let tool = try stage.start("parallel-read --src /file --dst copies --expect source")
        try #require(alluxio.server.requests { $0.contains { $0.target.hasSuffix("/read") } })
        tool.send(signal: SIGINT)
        #expect(try await tool.end().status == .exited(130))
        let result = try ResultDocument(at: stage.local.path("result.json"))
        #expect(result.interrupted)
        #expect(result.totals.files == 0)
    }

    @Test("finds the verdict fail where there was an error or a finding")
    func afterAnError() async throws {
        let alluxio = try ScriptedAlluxio(answering: { call in
            call.operation == "create-file" && call.path.hasSuffix("process_1")
                ? .instead(ScriptedAlluxio.refusal("UNKNOWN", "no")) : .usual
        })
        let stage = try Stage(alluxio)
        let (status, result) = try await interrupt(
            "parallel-write --node 1 --src source --nprocess 2 --iteration 1000000", on: stage,
            after: "iteration 2/", by: SIGTERM)
        #expect(status == .exited(143))
        #expect(result.interrupted)
        #expect(result.verdict == "fail")
        #expect(result.totals.errorCount >= 2)
    }

    @Test("ends serve, with 130 or 143", arguments: [SIGINT, SIGTERM])
    func serve(signal: Int32) async throws {
        let tool = try Tool().start(["serve", "--port", "0"])
        let line = tool.output { $0.contains("\n") ? $0 : nil }
        #expect(line?.hasPrefix("serving Alluxio's REST API at 127.0.0.1:") == true)
        tool.send(signal: signal)
        #expect(try await tool.end().status == .exited(128 + signal))
    }

    @Test("ends get-data at once", arguments: [SIGINT, SIGTERM])
    func getData(signal: Int32) async throws {
        let folder = try TemporaryFolder()
        let tool = try Tool(in: folder.path).start(["get-data", "--size", "1GB", "--output", "text"])
        // It is at work for seconds once it has begun.
        let deadline = MonotonicTime.now + .seconds(30)
        while try folder.names().isEmpty, .now < deadline { sched_yield() }
        tool.send(signal: signal)
        #expect(try await tool.end().status == .signalled(signal))
        #expect(try !folder.names().contains("text"))
    }

    @Test("ends a run whose result waits for a reader", arguments: [SIGINT, SIGTERM])
    func unreadResult(signal: Int32) async throws {
        let stage = try Stage(ScriptedAlluxio())
        #expect(mkfifo(stage.local.path("pipe"), 0o600) == 0)
        let tool = try stage.start("parallel-write --node 1 --src source --json pipe", result: nil)
        try #require(tool.output { $0.contains("write-file ") ? true : nil } == true)
        tool.send(signal: signal)
        #expect(try await tool.end().status == .exited(128 + signal))
    }

    @Test("ends a run whose result waits for a reader since the signal before it")
    func second() async throws {
        let stage = try Stage(ScriptedAlluxio())
        #expect(mkfifo(stage.local.path("pipe"), 0o600) == 0)
        let tool = try stage.start(
            "parallel-write --node 1 --src source --iteration 1000000 --json pipe", result: nil)
        try #require(tool.output { $0.contains("iteration 2/") ? true : nil } == true)
        tool.send(signal: SIGINT)
        try #require(tool.output { $0.contains("write-file ") ? true : nil } == true)
        tool.send(signal: SIGTERM)
        #expect(try await tool.end().status == .exited(143))
    }

    @Test("that comes twice at once, as from timeout, costs no result")
    func twice() async throws {
        let stage = try Stage(ScriptedAlluxio())
        let tool = try stage.start("parallel-write --node 1 --src source --iteration 1000000")
        try #require(tool.output { $0.contains("iteration 2/") ? true : nil } == true)
        tool.send(signal: SIGTERM)
        usleep(1000)
        tool.send(signal: SIGTERM)
        #expect(try await tool.end().status == .exited(143))
        #expect(try ResultDocument(at: stage.local.path("result.json")).interrupted)
    }
}
