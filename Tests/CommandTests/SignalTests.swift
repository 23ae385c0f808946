import FoundationEssentials
import Glibc
import OSThreads
import TestSupport
import Testing

@Suite("A signal", .ownThread, .timeLimit(.minutes(20)))
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
        "ends a load with 130, 143 or 129, and the result is there", arguments: Server.all,
        [SIGINT, SIGTERM, SIGHUP])
    func load(on server: Server, signal: Int32) async throws {
        let stage = try Stage(server)
        let (status, result) = try await interrupt(
            "parallel-write --node 1 --src source --dst \(stage.root) --nprocess 2 --iteration 1000000 --block-size 1MB",
            on: stage, after: "iteration 3/", by: signal)
        #expect(status == .exited(128 + signal))
        #expect(result.interrupted && result.finished)
        #expect(result.verdict == "pass")
        #expect(result.iterations.count >= 3)
        #expect(result.totals.files >= 6)
    }

    @Test(
        "in the midst of an upload undoes it, or names what a server that is slow has not let it undo: the next run passes",
        arguments: Server.all)
    func inAnUpload(on server: Server) async throws {
        let stage = try Stage(server)
        let line = "parallel-write --node 1 --dst \(stage.root) --nprocess 2 --size 20MB --block-size 32MB"
        let (status, result) = try await interrupt(
            line + " --iteration 1000000", on: stage, after: "iteration 1/", by: SIGTERM)
        #expect(status == .exited(143))
        #expect(result.verdict == "pass")
        if server == .embedded { #expect(result.left.isEmpty) }
        #expect(result.totals.files == result.operations["write-file"]?.count ?? 0)
        #expect(try await stage.run(line + (result.left.isEmpty ? "" : " --force")).status == .exited(0))
    }

    @Test(
        "before the load has begun makes it one that has not started",
        arguments: [
            "parallel-write", "parallel-read --src /a", "mixed", "verify-write --nfiles 1 --src source",
            "clean",
        ])
    func inThePreflight(line: String) async throws {
        let silent = try ScriptedAlluxio(answering: { _ in .instead([.stall]) })
        let stage = try Stage(silent)
        let tool = try stage.start("\(line) --node 1")
        try #require(silent.server.requests { !$0.isEmpty })
        tool.send(signal: SIGTERM)
        let ended = try await tool.end()
        #expect(ended.status == .exited(143))
        #expect(ended.output.contains("NOT STARTED: interrupted by a signal\n"), "\(ended)")
        let result = try ResultDocument(at: stage.local.path("result.json"))
        #expect(result.interrupted && result.finished && result.verdict == "not-started")
        let report = try await Tool(in: stage.local.path).run(["report", "result.json"])
        #expect(report.status == .exited(3), "\(report)")
    }

    @Test("leaves a call that gets no answer after 5 s, and names what it may have left")
    func hanging() async throws {
        let alluxio = try ScriptedAlluxio(answering: {
            $0.operation == "create-file" && $0.path.hasSuffix("process_1") ? .instead([.stall]) : .usual
        })
        let stage = try Stage(alluxio)
        let tool = try stage.start("parallel-write --node 1 --nprocess 2 --src source --iteration 1000")
        try #require(alluxio.server.requests { $0.contains { $0.target.contains("process_1/create-file") } })
        tool.send(signal: SIGTERM)
        let ended = try await tool.end()
        #expect(ended.status == .exited(143))
        let result = try ResultDocument(at: stage.local.path("result.json"))
        #expect(result.interrupted)
        #expect(result.errors.isEmpty)
        // On a loaded machine the other process's may get its answer too late, too.
        let left = result.left.map(\.path).filter { !$0.hasSuffix("process_0") }
        #expect(left == ["/alluxio-py-test/node_1/process_1"])
    }

    @Test("that comes again ends the run at once, with the result of the first there, which is no pass")
    func again() async throws {
        let alluxio = try ScriptedAlluxio(answering: {
            $0.operation == "create-file" && $0.path.hasSuffix("process_1") ? .instead([.stall]) : .usual
        })
        let stage = try Stage(alluxio)
        let tool = try stage.start("parallel-write --node 1 --nprocess 2 --src source --iteration 1000")
        try #require(alluxio.server.requests { $0.contains { $0.target.contains("process_1/create-file") } })
        tool.send(signal: SIGINT)
        try #require(tool.output { $0.contains("a signal then ends it at once") ? true : nil } == true)
        // Until it is no echo of the first any more.
        usleep(400_000)
        tool.send(signal: SIGINT)
        #expect(try await tool.end().status == .exited(130))
        let result = try ResultDocument(at: stage.local.path("result.json"))
        #expect(result.interrupted)
        // The other process's file may have been under way just then.
        let left = result.left.map(\.path).filter { !$0.hasSuffix("process_0") }
        #expect(left == ["/alluxio-py-test/node_1/process_1"])
        let reason = "interrupted by a signal, and not at its end when this was written"
        #expect(!result.finished && result.verdict == "fail" && result.reason == reason)
        for line in [["report", "result.json"], ["report", "--merge", "result.json"]] {
            let report = try await Tool(in: stage.local.path).run(line)
            #expect(report.status == .exited(1), "\(report)")
            #expect(
                report.output.contains(#/\nFAIL \((node 1: )?interrupted by a signal, and not/#), "\(report)")
        }
    }

    @Test(
        "of a terminal that is closed is ignored where nohup has it so, and nobody needs to read what is said"
    )
    func nohup() async throws {
        let stage = try Stage(ScriptedAlluxio())
        let script = #"trap '' HUP; { "$@"; echo $? > status; } | true"#
        let line = "parallel-write --node 1 --src source --iteration 200 --json kept.json"
        let words = line.split(separator: " ").map(String.init) + stage.proxy
        _ = try await Tool(in: stage.local.path, through: ["/bin/sh", "-c", script, "sh"]).run(words)
        #expect(try stage.local.read("status") == Array("0\n".utf8))
        #expect(try ResultDocument(at: stage.local.path("kept.json")).totals.files == 200)
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
