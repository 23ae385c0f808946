import FoundationEssentials
import Glibc
import OSThreads
import Report
import TestSupport
import Testing

/// Nodes that no launcher started, which begin at a time that they are told.
@Suite("--start-at", .ownThread, .timeLimit(.minutes(20)))
struct StartAtTests {
    private static var now: Double { Date().timeIntervalSince1970 }

    @Test(
        "lets several nodes begin at the time by the proxy's clock, from which on --max-time counts",
        arguments: ["parallel-write --size 10000 --dst /a", "parallel-read --src /a"])
    func together(_ command: String) async throws {
        let (files, server) = (try ResultFiles(), try RunningServer(.embedded))
        if command.hasPrefix("parallel-read") {
            for node in 0..<3 {
                let line = "parallel-write --size 10000 --dst /a --node \(node) --nprocess 2"
                #expect(try await files.run(line, on: server, named: "written.json").status == .exited(0))
            }
        }
        let start = (Self.now + 20).rounded()
        let line =
            "\(command) --nodes 3 --run 77 --nprocess 2 --iteration 2 --start-at \(start) --max-time 18"
            // The run of the files that are read is another.
            .replacing("parallel-read --src /a --nodes 3 --run 77", with: "parallel-read --src /a --nodes 3")
        let tools = try (0..<3).map { node in
            let line =
                "\(line) --node \(node) --json \(node).json --host \(server.host) --port \(server.port)"
            return try Tool(in: files.folder.path).start(line.split(separator: " ").map(String.init))
        }
        for tool in tools {
            let run = try await tool.end()
            #expect(run.status == .exited(0), "\(run)")
        }
        for node in 0..<3 {
            let result = try files.document("\(node).json")
            let offset = try #require(result.clockOffset)
            // It is one machine.
            #expect(abs(offset.ahead) <= offset.uncertainty + 0.01 && offset.uncertainty < 1)
            let began = try #require(result.iterations.first).start + offset.ahead
            #expect(began >= start - 0.01 && began < start + 60)
            #expect(result.finished && result.iterations.count == 2)
        }
        let report = try await files.report("--merge 0.json 1.json 2.json --json all.json")
        #expect(report.status == .exited(0), "\(report)")
        let all = try files.document("all.json")
        #expect(all.finished && all.clockOffset == nil && all.totals.files == 12)
        if command.hasPrefix("parallel-write") { #expect(all.run == 77) }
    }

    @Test(
        "that is past starts nothing, and says by which clock",
        arguments: ["parallel-write --dst /a", "parallel-read --src /a"])
    func past(_ command: String) async throws {
        let stage = try Stage(RunningServer(.embedded))
        let ended = try await stage.run("\(command) --node 1 --start-at 2026-01-31T16:00:00.5+01:00")
        #expect(ended.isNotStarted, "\(ended)")
        #expect(ended.result?.verdict == "not-started")
        let reason =
            "--start-at 2026-01-31T15:00:00.500Z is past: by the clock of 127.0.0.1:\(stage.server.port) it is 2"
        #expect(ended.result?.reason?.hasPrefix(reason) == true, "\(ended)")
        #expect(ended.result?.options["start-at"] == "2026-01-31T15:00:00.500Z")
        for operation in ["create-directory", "create-file", "open-file"] {
            #expect(ended.result?.operations[operation] == nil)
        }
    }

    @Test("that is weeks ahead is taken for a mistake, as of milliseconds")
    func far() async throws {
        let stage = try Stage(RunningServer(.embedded))
        let ended = try await stage.run("parallel-write --node 1 --start-at \(Int(Self.now) + 8 * 86_400)")
        #expect(ended.isNotStarted && ended.output.contains("is more than a week ahead"), "\(ended)")
    }

    @Test("can't be held where the proxy's answers bear no date, and nothing is started")
    func undated() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        let ended = try await stage.run("parallel-write --node 1 --start-at \(Int(Self.now) + 60)")
        #expect(ended.isNotStarted, "\(ended)")
        #expect(ended.output.contains("bear no date, by which --start-at could be held"), "\(ended)")
        #expect(alluxio.calls("create-file").isEmpty && alluxio.calls("create-directory").isEmpty)
    }

    @Test(
        "that is no time is refused",
        arguments: [
            "tomorrow", "+30s", "-1", "2026-11-27T15:00:00", "2026-02-30T15:00:00Z", "2026-11-27T15:00:00.Z",
            "2026-11-27T15:00:00+1", "2026-11-27T15:00Z", "1795792122420000",
        ])
    func refused(_ time: String) async throws {
        let run = try await Tool().run("parallel-write", "--node", "1", "--start-at=\(time)")
        #expect(
            run.status == .exited(2) && run.output.contains("'\(time)' is neither a time such as"), "\(run)")
    }

    @Test(
        "is told of while a run waits, and one that a signal ends then has not started",
        arguments: [SIGINT, SIGTERM])
    func interrupted(_ signal: Int32) async throws {
        let stage = try Stage(RunningServer(.embedded))
        let tool = try stage.start("parallel-write --node 1 --start-at \(Int(Self.now) + 3600)")
        let told = tool.output {
            $0.contains(": waiting for --start-at, ") && $0.contains(" left") ? true : nil
        }
        try #require(told == true)
        tool.send(signal: signal)
        let run = try await tool.end()
        #expect(run.status == .exited(128 + signal), "\(run)")
        let result = try ResultDocument(at: stage.local.path("result.json"))
        #expect(result.interrupted && result.finished && result.totals.files == 0)
        #expect(result.verdict == "not-started" && result.reason == "interrupted by a signal")
        #expect(run.output.contains("NOT STARTED: interrupted by a signal\n"), "\(run)")
    }
}
