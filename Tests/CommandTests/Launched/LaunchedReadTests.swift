import TestSupport
import Testing

@Suite("Reading what other ranks wrote", .ownThread, .timeLimit(.minutes(20)))
struct LaunchedReadTests {
    private static let ranks = 3

    @Test(
        "each reads the next one's files, or all read all: every file once an iteration",
        arguments: Server.all)
    func readFrom(on server: Server) async throws {
        let stage = try Stage(server)
        try await expectPass(
            "parallel-write --dst \(stage.root) --nprocess 2 --files 3 --size 10KB --block-size 1MB", stage)
        for line in ["next", "all", "all --shuffle 7", "own"] {
            let read = try await Ranks.run(
                "parallel-read --src \(stage.root) --read-from \(line) --nprocess 2 --files 3", on: stage,
                ranks: Self.ranks)
            #expect(read.status == .exited(0), "\(line)\n\(read)")
            let all = try Ranks.result(stage.local.path("all.json"))
            #expect(all.totals.checkedFiles == Self.ranks * 2 * 3)
        }
    }

    @Test("a node's record tells the others which version must stand: an older one is stale")
    func stale() async throws {
        let stage = try Stage(.embedded)
        let write = "parallel-write --dst \(stage.root) --nprocess 2 --size 20KB --run 77"
        try await expectPass(write, stage)
        let old = try stage.content("node_1/process_1")
        try await expectPass(write + " --iteration 2 --record record.jsonl", stage)
        #expect(
            try stage.local.names().filter { $0.hasPrefix("record") }
                == (0..<Self.ranks).map { "record.node_\($0).jsonl" })
        let line = "parallel-read --src \(stage.root) --read-from next --nprocess 2 --record record.jsonl"
        try await expectPass(line, stage)
        try stage.replace("node_1/process_1", with: old)
        let read = try await Ranks.run(line, on: stage, ranks: Self.ranks)
        #expect(read.status == .exited(1), "\(read)")
        let findings = try Ranks.result(stage.local.path("all.json")).findings
        #expect(findings.map(\.kind) == [.stale], "\(read)")
        #expect(findings.first?.path == "\(stage.root)/node_1/process_1")
    }

    @Test("mixed: in each iteration all read what all had stored when it began", arguments: Server.all)
    func mixed(on server: Server) async throws {
        let stage = try Stage(server)
        let run = try await Ranks.run(
            "mixed --dst \(stage.root) --nprocess 3 --iteration 4 --size 20KB --block-size 1MB", on: stage,
            ranks: Self.ranks)
        #expect(run.status == .exited(0), "\(run)")
        let all = try Ranks.result(stage.local.path("all.json"))
        // Of each node one process writes two of its four files an iteration, and two read from the second on.
        let written = all.operations["write-file"]?.count ?? 0
        #expect(written == Self.ranks * 2 * 4, "\(run)")
        #expect(all.operations["read-file"].map { $0.count > 0 } == true)
        #expect(all.totals.checkedFiles == all.operations["read-file"]?.count)
        #expect(all.nodes.count == Self.ranks)
    }

    @Test("mixed: finds what is older than the version that its writer's node told")
    func mixedStale() async throws {
        let log = try TemporaryFolder()
        let stage = try Stage(
            RunningServer(serving: ["--fault", "stale:every=5", "--fault-log", log.path("strikes")]))
        let run = try await Ranks.run(
            "mixed --dst \(stage.root) --nprocess 3 --iteration 6 --size 20KB", on: stage, ranks: Self.ranks)
        #expect(run.status == .exited(1), "\(run)")
        let all = try Ranks.result(stage.local.path("all.json"))
        let strikes = try FaultyServe.Strike.all(in: log.read("strikes"))
        // Each is told once, however often it was met.
        #expect(!strikes.isEmpty && all.findings.allSatisfy { $0.kind == .stale }, "\(run)")
        #expect(Set(all.findings.map(\.path)) == Set(strikes.map(\.path)), "\(run)")
        #expect(all.totals.errorCount == 0)
    }

    @Test("copies of each node have a folder of its own, which verify-read holds against Alluxio")
    func copies() async throws {
        let stage = try Stage(.embedded)
        try await expectPass("parallel-write --dst \(stage.root) --nprocess 2 --size 20KB", stage)
        let read = "parallel-read --src \(stage.root) --read-from next --nprocess 2 --dst copies"
        try await expectPass(read, stage)
        for node in 0..<Self.ranks {
            for process in 0..<2 {
                let next = (node + 1) % Self.ranks
                #expect(
                    try stage.local.read("copies/node_\(node)/process_\(process)")
                        == stage.content("node_\(next)/process_\(process)"))
            }
        }
        try await expectPass(read.replacing("next", with: "own"), stage)
        let verify = "verify-read --src \(stage.root) --nodes 3 --nfiles 2 --dst copies"
        try await expectPass(verify, stage)
        try stage.local.write([1, 2, 3], to: "copies/node_2/process_1")
        let wrong = try await Ranks.run(verify, on: stage, ranks: Self.ranks)
        #expect(wrong.status == .exited(1) && wrong.output.contains("copies/node_2/process_1"), "\(wrong)")
    }

    @Test("verify-write needs neither --node nor --nodes, and finds each node's own record")
    func verify() async throws {
        let stage = try Stage(.embedded)
        try await expectPass(
            "parallel-write --dst \(stage.root) --nprocess 2 --size 20KB --record record.jsonl", stage)
        for line in ["--dst \(stage.root) --nfiles 2", "--record record.jsonl"] {
            try await expectPass("verify-write \(line)", stage)
            let all = try Ranks.result(stage.local.path("all.json"))
            #expect(all.totals.checkedFiles == Self.ranks * 2, "\(line)")
        }
    }

    @Test("without one node's record nothing is read, and it is named")
    func noRecord() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        for node in [0, 2] { try stage.local.write([], to: "record.node_\(node).jsonl") }
        let read = try await Ranks.run(
            "parallel-read --src \(stage.root) --read-from next --record record.jsonl", on: stage,
            ranks: Self.ranks)
        #expect(read.status == .exited(2), "\(read)")
        #expect(read.output.contains("rank 1 on") && read.output.contains("record.jsonl"), "\(read)")
        #expect(alluxio.server.requests.isEmpty)
    }

    private func expectPass(_ line: String, _ stage: Stage) async throws {
        let run = try await Ranks.run(line, on: stage, ranks: Self.ranks)
        #expect(run.status == .exited(0), "\(line)\n\(run)")
    }
}
