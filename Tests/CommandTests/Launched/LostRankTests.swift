import Glibc
import OSThreads
import Report
import TestSupport
import Testing

@Suite("A rank that dies", .ownThread, .timeLimit(.minutes(20)))
struct LostRankTests {
    /// Starts three ranks that the launcher lets live.
    private func start(_ more: String, on stage: Stage) throws -> RunningTool {
        try Ranks.start(more, on: stage, options: ["--enable-recovery"])
    }

    @Test("in a write: the others end, and rank 0 says who was lost")
    func inAWrite() async throws {
        let alluxio = try Ranks.alluxioThatStalls(node: 1)
        let stage = try Stage(alluxio)
        let run = try start("--iteration 3 --metadata-timeout 60", on: stage)
        try Ranks.awaitFile(ofNode: 1, at: alluxio)
        try Ranks.kill(rank: 1, of: stage, by: SIGKILL)
        let end = try await run.end()
        try expectLost(end, stage)
    }

    @Test("in the barrier: the same")
    func inTheBarrier() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        let run = try start("--iteration 100000", on: stage)
        try #require(alluxio.server.requests { $0.count { $0.target.contains("node_1") } > 20 })
        // The others wait for rank 0 before their next iteration.
        try Ranks.kill(rank: 0, of: stage, by: SIGSTOP)
        try await awaitSilence(of: alluxio)
        try Ranks.kill(rank: 1, of: stage, by: SIGKILL)
        try Ranks.kill(rank: 0, of: stage, by: SIGCONT)
        try expectLost(try await run.end(), stage)
    }

    @Test("at work: the same, though nobody waits for it where mpirun lets the others pass all barriers")
    func atWork() async throws {
        let isHeld = Monitor(false)
        let alluxio = try ScriptedAlluxio(answering: {
            if $0.operation == "create-file" {
                _ = isHeld.wait(until: .now + .seconds(60)) { $0 ? nil : true }
            }
            return .usual
        })
        let stage = try Stage(alluxio)
        let run = try start("--iteration 100000 --metadata-timeout 60", on: stage)
        try #require(alluxio.server.requests { $0.count { $0.target.contains("node_1") } > 20 })
        isHeld.update { $0 = true }
        try await awaitSilence(of: alluxio)
        // Mostly Open MPI goes on without a rank that died while nobody was in a barrier.
        try Ranks.kill(rank: 1, of: stage, by: SIGKILL)
        try await eventually("rank 1 to be gone", within: .seconds(10)) {
            Ranks.process(ofRank: 1, in: stage.local.path) == nil
        }
        isHeld.update { $0 = false }
        try expectLost(try await run.end(), stage)
    }

    private func expectLost(
        _ end: Tool.Run, _ stage: Stage, sourceLocation: SourceLocation = #_sourceLocation
    )
        throws
    {
        #expect(
            end.output.contains("node 1 was lost: no result of it, and no sign of life since"), "\(end)",
            sourceLocation: sourceLocation)
        let all = try Ranks.result(stage.local.path("all.json"))
        #expect(
            all.reason?.contains("it gave no sign of life") == false, "\(end)", sourceLocation: sourceLocation
        )
        #expect(
            all.verdict == .fail && all.nodes.map(\.node) == ["0", "2"], "\(end)",
            sourceLocation: sourceLocation)
        #expect(all.totals.elapsed < 120, sourceLocation: sourceLocation)
        let own = try ["0", "2"].map { try Ranks.result(stage.local.path("all.node_\($0).json")) }
        #expect(own.map(\.totals.files).reduce(0, +) == all.totals.files, sourceLocation: sourceLocation)
    }

    @Test("in the last exchange: its result counts, or it is told as lost; what it left lacks nothing")
    func inTheLastExchange() async throws {
        let isHeld = Monitor(true)
        let alluxio = try ScriptedAlluxio(answering: {
            if $0.operation == "create-file", $0.path.contains("/node_0/process_0") {
                _ = isHeld.wait(until: .now + .seconds(60)) { $0 ? nil : true }
            }
            return .usual
        })
        let stage = try Stage(alluxio)
        let run = try start("--iteration 1 --metadata-timeout 60", on: stage)
        // Its result is written before it is handed over.
        try await Ranks.awaitResult(ofNode: 1, in: stage) { $0.finished }
        try await awaitSilence(of: alluxio)
        try Ranks.kill(rank: 1, of: stage, by: SIGKILL)
        isHeld.update { $0 = false }
        let end = try await run.end()
        // Launchers forget what a dead rank has published, sooner or later.
        if try Ranks.result(stage.local.path("all.json")).verdict == .fail { try expectLost(end, stage) }
        let merged = try await Tool(in: stage.local.path).run(
            ["report", "--merge"] + (0..<3).map { "all.node_\($0).json" })
        #expect(merged.status == .exited(0) && merged.output.contains("PASS 6 files stored"), "\(merged)")
    }

    @Test(
        "where the launcher ends the others, too, each has left its result, and the sum of them names who lacks"
    )
    func endedByTheLauncher() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        let run = try Ranks.start("--iteration 100000", on: stage)
        try await Ranks.awaitFiles(ofNodes: 3, in: stage)
        try Ranks.kill(rank: 1, of: stage, by: SIGKILL)
        let end = try await run.end()
        #expect(end.status != .exited(0), "\(end)")
        unlink(stage.local.path("all.node_1.json"))
        let merged = try await Tool(in: stage.local.path).run(
            ["report", "--merge", "--json", "merged.json", "all.node_0.json", "all.node_2.json"])
        #expect(merged.status == .exited(1), "\(merged)")
        let sum = try Ranks.result(stage.local.path("merged.json"))
        #expect((sum.interrupted || !sum.finished) && sum.totals.files > 0)
        #expect(sum.reason?.contains("no result of node 1, of 3 (--nodes)") == true, "\(sum.reason ?? "")")
    }

    /// Until no more requests come.
    private func awaitSilence(of alluxio: ScriptedAlluxio) async throws {
        var (count, since) = (-1, MonotonicTime.now)
        try await eventually("a second without requests", within: .seconds(60)) {
            let now = alluxio.server.requests.count
            if now != count { (count, since) = (now, .now) }
            return .now - since >= .seconds(1)
        }
    }
}
