import Glibc
import OSThreads
import Report
import TestSupport
import Testing

@Suite("A signal to ranks", .ownThread, .timeLimit(.minutes(20)))
struct LaunchedSignalTests {
    @Test("Ctrl-C ends all ranks, and each leaves its result")
    func signal() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        let run = try Ranks.start("--iteration 100000", on: stage)
        try await Ranks.awaitFiles(ofNodes: 3, in: stage)
        run.send(signal: SIGINT)
        let end = try await run.end()
        #expect(end.status != .exited(0), "\(end)")
        for node in 0..<3 {
            let own = try Ranks.result(stage.local.path("all.node_\(node).json"))
            // mpirun leaves it a second for that of the end.
            #expect(own.interrupted || !own.finished)
            #expect(own.totals.files > 0)
        }
    }

    @Test("SIGTERM to one rank ends the run of all, which rank 0 reports with the results of all")
    func signalToOne() async throws {
        let stage = try Stage(try ScriptedAlluxio())
        let run = try Ranks.start("--iteration 100000", on: stage)
        try await Ranks.awaitFiles(ofNodes: 3, in: stage)
        try Ranks.kill(rank: 2, of: stage, by: SIGTERM)
        let end = try await run.end()
        #expect(end.status == .exited(1), "\(end)")
        let all = try Ranks.result(stage.local.path("all.json"))
        #expect(
            all.verdict == .fail && all.interrupted && all.nodes.map(\.node) == ["0", "1", "2"], "\(end)")
        #expect(all.reason?.contains("node 2 was interrupted") == true, "\(all.reason ?? "")")
        #expect(!end.output.contains("rank 0 did not take"), "\(end)")
    }

    @Test(
        "SIGTERM to rank 0 alone ends the run of all, and their results are added up",
        arguments: [SIGINT, SIGTERM])
    func signalToFirst(signal: Int32) async throws {
        let stage = try Stage(try ScriptedAlluxio())
        let run = try Ranks.start("--iteration 100000", on: stage)
        try await Ranks.awaitFiles(ofNodes: 3, in: stage)
        try Ranks.kill(rank: 0, of: stage, by: signal)
        let end = try await run.end()
        #expect(end.status == .exited(128 + signal), "\(end)")
        let all = try Ranks.result(stage.local.path("all.json"))
        #expect(all.interrupted && all.nodes.first?.node == "0" && !end.output.contains("was lost"), "\(end)")
        // On a machine that has far more to do than it can one may come too late.
        let added = all.nodes.compactMap(\.node)
        for late in Set(["1", "2"]).subtracting(added) {
            #expect(end.output.contains("node \(late) had handed over no result"), "\(end)")
        }
        let own = try added.map { try Ranks.result(stage.local.path("all.node_\($0).json")) }
        #expect(own.map(\.totals.files).reduce(0, +) == all.totals.files, "\(end)")
    }

    @Test("SIGTERM to rank 0 alone tells of a rank that is not at its iteration's end that it came late")
    func late() async throws {
        let alluxio = try Ranks.alluxioThatStalls(node: 1)
        let stage = try Stage(alluxio)
        let run = try Ranks.start("--iteration 3 --metadata-timeout 60", on: stage)
        try Ranks.awaitFile(ofNode: 1, at: alluxio)
        try Ranks.kill(rank: 0, of: stage, by: SIGTERM)
        let end = try await run.end()
        #expect(
            end.output.contains("node 1 had handed over no result when it was waited for no longer"), "\(end)"
        )
        #expect(!end.output.contains("was lost"), "\(end)")
        #expect(try Ranks.result(stage.local.path("all.json")).verdict == .fail)
    }

    @Test("SIGTERM to one rank of a load by the clock is told by rank 0, which the others' time does not end")
    func signalInDuration() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        let run = try Ranks.start("--duration 15", on: stage)
        try Ranks.awaitFile(ofNode: 1, at: alluxio)
        try Ranks.kill(rank: 1, of: stage, by: SIGTERM)
        let end = try await run.end()
        #expect(end.status == .exited(1), "\(end)")
        let all = try Ranks.result(stage.local.path("all.json"))
        #expect(all.verdict == .fail && all.reason == "node 1 was interrupted", "\(end)")
        #expect(all.nodes.map(\.node) == ["0", "1", "2"], "\(end)")
    }

    @Test("is taken by a rank that waits for one that has not begun")
    func beforeTheBeginning() async throws {
        let stage = try Stage(try ScriptedAlluxio())
        // Until this test's end, at most.
        let late = ["sh", "-c", "[ $PMIX_RANK != 1 ] || { touch here; sleep 60; }; exec \"$@\"", "sh"]
        let run = try Ranks.start("", on: stage, as: late)
        try await eventually("rank 0 to wait", within: .seconds(30)) {
            Ranks.process(ofRank: 0, in: stage.local.path) != nil
                && (try? bytes(ofFile: stage.local.path("here"))) != nil
        }
        let begun = MonotonicTime.now
        try Ranks.kill(rank: 0, of: stage, by: SIGTERM)
        let end = try await run.end()
        #expect(end.status == .exited(143), "\(end)")
        #expect(.now - begun < .seconds(20), "\(end)")
    }
}
