import FoundationEssentials
import Glibc
import OSThreads
import Report
import TestSupport
import Testing

@Suite("Under mpirun", .ownThread, .timeLimit(.minutes(20)))
struct LaunchedTests {
    private var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, 255)
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    @Test(
        "ranks write, read, verify and clean as one run, rank i being node i",
        arguments: zip(
            [Server.real, .real, .real, .embedded].filter { Server.all.contains($0) }, [2, 4, 16, 5]))
    func commands(on server: Server, ranks: Int) async throws {
        let stage = try Stage(server)
        func run(_ line: String) async throws -> Report.ResultDocument {
            let end = try await Ranks.run(line, on: stage, ranks: ranks)
            #expect(end.status == .exited(0), "\(end)")
            return try Ranks.result(stage.local.path("all.json"))
        }
        let written = try await run(
            "parallel-write --dst \(stage.root) --nprocess 2 --iteration 2 --size 100KB --block-size 1MB")
        #expect(written.totals.files == ranks * 2 * 2)
        #expect(written.totals.bytes == Int64(ranks * 2 * 2 * 102_400))
        #expect(written.nodes.map(\.node) == (0..<ranks).map { "\($0)" })
        #expect(Set(written.nodes.map(\.run)) == [written.run])
        #expect(written.operations["barrier"]?.count == ranks * 2)
        #expect(written.iterations.count == 2)
        #expect(try stage.names("") == (0..<ranks).map { "node_\($0)" }.sorted())

        let read = try await run("parallel-read --src \(stage.root) --nodes \(ranks) --nprocess 2")
        #expect(read.totals.checkedFiles == ranks * 2)
        #expect(read.runs.map(\.run) == [written.run])
        let verified = try await run("verify-write --dst \(stage.root) --nodes \(ranks) --nfiles 2")
        #expect(verified.totals.checkedFiles == ranks * 2)
        _ = try await run("clean --dst \(stage.root)")
        #expect(try stage.names("") == [])
    }

    @Test("the same under srun", .enabled(if: SlurmOfOneMachine.isAtHand || environment("CI") == "true"))
    func srun() async throws {
        let stage = try Stage(.embedded)
        try await expectOneRun(of: 4, by: SlurmOfOneMachine.started(), on: stage)
    }

    @Test("the same over four hosts", .enabled(if: FourHosts.isAtHand || environment("CI") == "true"))
    func fourHosts() async throws {
        let hosts = try await FourHosts.started()
        let stage = try Stage(.embedded)
        let serve = try Tool(through: hosts.beside).start(
            ["serve", "--port", "0", "--listen", FourHosts.addressBeside])
        let port = try #require(
            serve.number(after: "serving Alluxio's REST API at \(FourHosts.addressBeside):"))
        let all = try await expectOneRun(
            of: 8, by: hosts, on: stage, at: ["--host", FourHosts.addressBeside, "--port", "\(port)"])
        #expect(Set(all.nodes.map(\.host)).count == 4)
        serve.send(signal: SIGTERM)
    }

    @discardableResult
    private func expectOneRun(
        of ranks: Int, by launcher: some Launcher, on stage: Stage, at proxy: [String]? = nil
    ) async throws -> Report.ResultDocument {
        for line in [
            "parallel-write --dst \(stage.root) --nprocess 2 --iteration 3 --size 100KB",
            "parallel-read --src \(stage.root) --read-from next --nprocess 2 --iteration 3",
        ] {
            let run = try await Ranks.run(line, on: stage, ranks: ranks, by: launcher, at: proxy)
            #expect(run.status == .exited(0), "\(line)\n\(run)")
        }
        let all = try Ranks.result(stage.local.path("all.json"))
        #expect(all.totals.checkedFiles == ranks * 2 * 3)
        #expect(all.nodes.map(\.node) == (0..<ranks).map { "\($0)" })
        return all
    }

    @Test("the sum is what report --merge makes of the ranks' own results, and what the server counted")
    func sum() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        let run = try await Ranks.run(
            "parallel-write --nprocess 3 --iteration 3 --size 50KB", on: stage, ranks: 16)
        #expect(run.status == .exited(0), "\(run)")
        let all = try Ranks.result(stage.local.path("all.json"))
        let parts = (0..<16).map { "all.node_\($0).json" }
        let merged = try await Tool(in: stage.local.path).run(
            ["report", "--merge", "--json", "merged.json"] + parts)
        #expect(merged.status == .exited(0))
        #expect(try Ranks.result(stage.local.path("merged.json")) == all)
        for operation in ["create-file", "write", "close", "delete", "list-status", "create-directory"] {
            let calls = alluxio.server.requests.count { $0.target.contains("/\(operation)") }
            #expect(all.operations[operation]?.count ?? 0 == calls, "\(operation)")
        }
        #expect(all.totals.files == 16 * 3 * 3)
    }

    @Test("another number of ranks than --nodes is refused before the first byte")
    func otherCount() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        let run = try await Ranks.run("parallel-write --nodes 4", on: stage, ranks: 3)
        #expect(run.status == .exited(2), "\(run)")
        #expect(
            run.output.contains("--nodes: 4 nodes are to take part, and the launcher started 3 ranks"),
            "\(run)")
        #expect(alluxio.calls("create-file").isEmpty)
    }

    @Test("a node's own result stands beside that of all, whatever that is called")
    func ownResult() async throws {
        let stage = try Stage(try ScriptedAlluxio())
        let folder = stage.local.path("of.all")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        // The slash and what comes next are one character.
        let path = folder + "/" + "\u{301}result"
        let line = ["parallel-write", "--iteration", "1", "--size", "20KB"]
        let run = try await Mpirun().run(
            ranks: 2, [Tool.path] + line + stage.proxy + ["--json", path], in: stage.local.path)
        #expect(run.status == .exited(0), "\(run)")
        #expect(try Ranks.result(path).totals.files == 2)
        for node in 0..<2 { #expect(try Ranks.result("\(path).node_\(node)").totals.files == 1) }
    }

    @Test("a rank that has begun late is waited for like the others")
    func late() async throws {
        // It is at work for longer than a rank may be silent.
        let alluxio = try ScriptedAlluxio(answering: {
            if $0.operation == "create-file", $0.path.contains("/node_1/process_0") {
                pause(for: .seconds(20))
            }
            return .usual
        })
        let stage = try Stage(alluxio)
        let late = ["sh", "-c", "[ $PMIX_RANK = 0 ] || sleep 20; exec \"$@\"", "sh", Tool.path]
        let line = "parallel-write --nprocess 2 --size 20KB --iteration 1"
        let run = try await Mpirun().run(
            ranks: 2, late + Ranks.words(line, on: stage), in: stage.local.path)
        #expect(run.status == .exited(0) && run.output.contains("PASS 4 files stored"), "\(run)")
    }

    @Test("what is said has no colours and replaces no line, though mpirun has a terminal for rank 0")
    func plainText() async throws {
        let stage = try Stage(.embedded)
        let run = try await Ranks.run(
            "parallel-write --dst \(stage.root) --nprocess 2 --size 20KB --iteration 3", on: stage, ranks: 2)
        #expect(run.status == .exited(0) && run.output.contains("iteration 3/3"), "\(run)")
        #expect(!run.output.contains("\u{1b}"), "\(run)")
    }

    @Test("tasks of Slurm's that no PMIx makes one are told so")
    func separateTasks() async throws {
        let stage = try Stage(.embedded)
        let tasks = ["SLURM_STEP_NUM_TASKS=2", "SLURM_PROCID=1"]
        let line = "parallel-write --dst \(stage.root) --size 20KB"
        let apart = try await stage.run(line, environment: tasks)
        #expect(apart.isPass && apart.output.contains("Slurm started 2 tasks, and each is a run of its own"))
        #expect(try stage.names("") == ["node_1"])
        let told = try await stage.run(line + " --force --run 7 --nodes 2", environment: tasks)
        #expect(told.isPass && !told.output.contains("Slurm started"), "\(told)")
    }

    @Test("the sum is held to --require, and no node by itself")
    func required() async throws {
        let stage = try Stage(.embedded)
        let line = "parallel-write --dst \(stage.root) --nprocess 2 --size 20KB --require files==6"
        let pass = try await Ranks.run(line, on: stage, ranks: 3)
        #expect(pass.status == .exited(0), "\(pass)")
        let fail = try await Ranks.run(line + " --require bytes>1TB", on: stage, ranks: 3)
        #expect(fail.status == .exited(1), "\(fail)")
        let all = try Ranks.result(stage.local.path("all.json"))
        #expect(all.requirements.map(\.met) == [true, false] && all.reason == "1 requirement not met")
        #expect(all.requirements.allSatisfy { $0.node == nil })
        for node in 0..<3 {
            let own = try Ranks.result(stage.local.path("all.node_\(node).json"))
            #expect(own.verdict == .pass && own.requirements.isEmpty)
        }
    }

    @Test(
        "nothing is sent where a rank is called otherwise, and it is named",
        arguments: [
            ("--size 4MB", "rank 1 on HOST has --size 4MB, and rank 0 --size 5MB"),
            ("--size 4XB", "'4XB' is not a size"),
            ("--node 0", "ranks 0, 1 have --node 0"),
            ("--src other", "rank 1 on HOST has --src other, and rank 0 no --src"),
            ("--src none", "none"),
        ])
    func differences(option: String, words: String) async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        try stage.local.write([1, 2, 3], to: "other")
        let line = [Tool.path] + Ranks.words("parallel-write", on: stage)
        let other = option.split(separator: " ").map(String.init)
        let run = try await Mpirun().run(
            ranks: 1, line + [":", "-n", "1"] + line + other, in: stage.local.path)
        #expect(run.status == .exited(2), "\(run)")
        #expect(run.output.contains(words.replacing("HOST", with: hostName)), "\(run)")
        #expect(alluxio.server.requests.isEmpty)
    }

    @Test("nothing is sent where a rank's source file has other bytes")
    func sources() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        try stage.local.write([1, 2, 3], to: "0/file")
        try stage.local.write([1, 2, 4], to: "1/file")
        // Each rank in a folder of its own, as on a machine of its own.
        let words = Ranks.words("parallel-write --src file", on: stage)
        let run = try await Mpirun().run(
            ranks: 2, ["sh", "-c", "cd $PMIX_RANK && exec \"$@\"", "sh", Tool.path] + words,
            in: stage.local.path)
        #expect(run.status == .exited(2), "\(run)")
        #expect(
            run.output.contains(
                "has another file of --src than rank 0: of the same length, 3 bytes, with other bytes"),
            "\(run)")
        #expect(alluxio.server.requests.isEmpty)
    }

    @Test("nothing is written where one node is not ready, which is named with its reason")
    func notReady() async throws {
        let stage = try Stage(.embedded)
        try stage.write([1], to: "node_1/somebodys")
        let run = try await Ranks.run("parallel-write --dst \(stage.root) --nprocess 2", on: stage, ranks: 3)
        #expect(run.status == .exited(3), "\(run)")
        #expect(run.output.contains("node 1: \(stage.root)/node_1/somebodys: not the tool's"), "\(run)")
        #expect(try stage.names("") == ["node_1"])
    }

    @Test("a reason that all nodes have not to begin is told once")
    func noneReady() async throws {
        let (stage, dead) = (try Stage(.embedded), try DeadPort(.refuses))
        let run = try await Ranks.run(
            "verify-write --dst \(stage.root) --nodes 4 --nfiles 1", on: stage, ranks: 4,
            at: ["--host", "127.0.0.1", "--port", "\(dead.port)"])
        #expect(run.status == .exited(3), "\(run)")
        #expect(run.output.contains("NOT STARTED: nodes 0 to 3: "), "\(run)")
    }

    @Test("findings and errors of all nodes are told by rank 0, with the node")
    func problems() async throws {
        let stage = try Stage(.embedded)
        let write = try await Ranks.run(
            "parallel-write --dst \(stage.root) --nprocess 2 --size 20KB", on: stage, ranks: 3)
        #expect(write.status == .exited(0), "\(write)")
        let name = "node_2/process_1"
        try stage.replace(name, with: stage.content(name).flipped(at: 5000))
        let run = try await Ranks.run(
            "verify-write --dst \(stage.root) --nodes 3 --nfiles 3", on: stage, ranks: 3)
        #expect(run.status == .exited(1), "\(run)")
        let all = try Ranks.result(stage.local.path("all.json"))
        let findings = all.findings
        #expect(all.reason == "nodes 0, 1: 1 finding; node 2: 2 findings")
        #expect(findings.count { $0.kind == .missing } == 3)
        let flipped = findings.filter { $0.kind == .flippedBits }
        #expect(flipped.map(\.node) == ["2"] && flipped.map(\.offset) == [5000])
    }

    @Test("without a launcher the environment of one is not there, and nothing is waited for")
    func alone() async throws {
        let stage = try Stage(.embedded)
        let run = try await stage.run("parallel-write --node 0 --dst \(stage.root)")
        #expect(run.isPass && run.result?.operations["barrier"] == nil, "\(run)")
    }
}
