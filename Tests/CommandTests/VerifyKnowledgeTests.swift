import SelfDescribingData
import TestSupport
import Testing

@Suite("What a verifier is held to by what it is told", .ownThread, .timeLimit(.minutes(20)))
struct VerifyKnowledgeTests {
    @Test("tells whose data was met, and not whose should have been")
    func met() async throws {
        let stage = try Stage(.embedded)
        #expect(try await stage.generate("--run 71 --record early").isPass)
        #expect(try await stage.generate("--run 72").isPass)
        let run = try await stage.run("verify-write --record early")
        #expect(run.isFail && run.findings.map(\.kind) == ["foreign"], "\(run)")
        #expect(run.result?.runs == [.init(run: 72, lowestVersion: 1, highestVersion: 1, files: 1)])
    }

    @Test("generated data needs neither source nor shell", arguments: Server.all)
    func generated(on server: Server) async throws {
        let stage = try Stage(server)
        #expect(try await stage.generate("--nprocess 2 --iteration 3").isPass)
        #expect(
            try await stage.run("parallel-read --src \(stage.root) --node 1 --nprocess 2 --dst copies").isPass
        )
        for line in [
            "verify-write --node 1 --nfiles 2 --dst \(stage.root)",
            "verify-read --node 1 --nfiles 2 --src \(stage.root) --dst copies",
        ] {
            let run = try await stage.run(line)
            #expect(run.isPass, "\(run)")
            #expect(run.output.contains("PASS 2 files verified, 2 checked, 40,000 bytes"))
            #expect(run.result?.content == "checked")
            #expect(run.result?.runs == [.init(run: 77, lowestVersion: 3, highestVersion: 3, files: 2)])
        }
    }

    @Test("is no pass where nothing could be checked", arguments: Server.all)
    func nothing(on server: Server) async throws {
        let stage = try Stage(server)
        #expect(try await stage.write("--nprocess 2").isPass)
        let run = try await stage.run("verify-write --node 1 --nfiles 2 --dst \(stage.root)")
        #expect(run.isFail, "\(run)")
        #expect(run.findings.isEmpty && run.errors.isEmpty)
        #expect(run.result?.content == "not-checked" && run.result?.verdict == "fail")
        #expect(run.output.contains("FAIL (nothing could be checked) 2 files verified, 0 checked"))
    }

    @Test("--run is whose data it must be", arguments: Server.all)
    func run(on server: Server) async throws {
        let stage = try Stage(server)
        #expect(try await stage.generate("").isPass)
        let line = "verify-write --node 1 --nfiles 1 --dst \(stage.root)"
        #expect(try await stage.run("\(line) --run 77").isPass)
        let run = try await stage.run("\(line) --run 78")
        #expect(run.isFail, "\(run)")
        #expect(run.findings.map(\.kind) == ["foreign"])
        #expect(
            run.findings.first?.found
                == .init(Identity(run: 77, node: 1, process: 0, version: 1), offset: 0))
    }

    @Test("a local folder that shows the tree is enough", arguments: ["", "--record record"])
    func mount(record: String) async throws {
        let stage = try Stage(.embedded)
        #expect(try await stage.generate("--nprocess 2 --record record").isPass)
        let nobody = try ScriptedAlluxio()
        let other = try Stage(nobody)
        try other.local.write(stage.local.read("record"), to: "record")
        for process in 0...1 {
            let bytes = try stage.content("node_1/process_\(process)")
            try other.local.write(bytes, to: "tree\(stage.root)/node_1/process_\(process)")
            try other.local.write(bytes, to: "copies/process_\(process)")
        }
        for line in [
            record.isEmpty
                ? "verify-write --node 1 --nfiles 2 --dst \(stage.root)" : "verify-write \(record)",
            "verify-read --node 1 --nfiles 2 --src \(stage.root) --dst copies \(record)",
        ] {
            let run = try await other.run("\(line) --mount tree")
            #expect(run.isPass, "\(run)")
            #expect(run.output.contains("PASS 2 files verified, 2 checked, 40,000 bytes"))
        }
        #expect(nobody.server.connections == 0)
    }

    @Test(
        "the under store's folder shows what was persisted",
        .enabled(
            if: RealAlluxio.here?.cluster != nil, "there is no real Alluxio whose under store is at hand"))
    func underStore() async throws {
        let stage = try Stage(.real)
        let mount = "\(RealAlluxio.here?.cluster ?? "")/ufs"
        #expect(try await stage.generate("--nprocess 2 --write-type CACHE_THROUGH").isPass)
        let line = "verify-write --node 1 --dst \(stage.root) --mount \(mount) --nfiles"
        let run = try await stage.run("\(line) 2")
        #expect(run.isPass, "\(run)")
        #expect(run.result?.totals.checkedFiles == 2)
        // What only Alluxio has is not there.
        #expect(try await stage.generate("--nprocess 1 --write-type MUST_CACHE").isPass)
        let missing = try await stage.run("\(line) 2")
        #expect(missing.isFail, "\(missing)")
        #expect(missing.findings.map(\.kind) == ["missing"] && missing.findings.first?.process == 0)
    }

    @Test(
        "what can be no way to the files is refused",
        arguments: [
            ("--mount copies --home home", "--mount: is one way to read files and --home another"),
            ("--mount nothing", "--mount: there is no local folder 'nothing'"),
            ("--mount source", "--mount: there is no local folder 'source'"),
        ])
    func ways(line: String, message: String) async throws {
        for command in ["verify-write --node 1 --nfiles 1", "verify-read --src /a --nfiles 1 --dst copies"] {
            try await Refusal().expect("\(command) \(line)", says: [message])
        }
    }

    @Test(
        "what says the same twice, or nothing, is refused",
        arguments: [
            (
                "parallel-read --src /a --node 1 --run 7 --expect source",
                "--run: is of generated data, and --expect"
            ),
            (
                "verify-write --node 1 --nfiles 1 --run 7 --src source",
                "--run: is of generated data, and --src"
            ),
            ("parallel-read --src /a --node 1 --run 7 --record good", "--run: is what --record tells"),
            ("parallel-read --src /a --files 2", "--files: is of a node's processes: give its --node"),
            ("verify-read --src /a --nfiles 1 --dst copies --files 2", "--files: is of a node's processes"),
            (
                "verify-write --record good --files 2",
                "--files: is for the files of a node, and --record names its own: leave it out, or give --node and --nfiles"
            ),
            (
                "verify-write --record good --dst /a",
                "--dst: is for the files of a node, and --record names its own: leave it out, or give --node and --nfiles"
            ),
            (
                "verify-write --record good --nfiles 1",
                "--nfiles: is of a node's processes: give its --node, too, or leave it out to verify all files of --record"
            ),
        ])
    func contradictions(line: String, message: String) async throws {
        let refusal = try Refusal()
        try refusal.local.write(
            RecordText.stored(Identity(run: 7, node: 1, process: 0, version: 1), length: 5, root: "/a"),
            to: "good")
        try await refusal.expect(line, says: [message])
    }

    @Test("a folder in Alluxio that the environment gives to all commands is no contradiction to --record")
    func environment() async throws {
        let stage = try Stage(.embedded)
        #expect(try await stage.generate("--record record").isPass)
        let run = try await stage.run(
            "verify-write --record record",
            environment: ["ALLUXIO_STRESS_DST=/elsewhere", "ALLUXIO_STRESS_FILES=2"])
        #expect(run.isPass && run.result?.totals.checkedFiles == 1, "\(run)")
    }

    @Test("a mounted folder tells no lengths, which is said, and a record does")
    func cutShort() async throws {
        let stage = try Stage(.embedded)
        #expect(try await stage.generate("--nprocess 2 --record record").isPass)
        let bytes = try stage.content("node_1/process_0")
        try stage.local.write(bytes.prefix(9000).map { $0 }, to: "tree\(stage.root)/node_1/process_0")
        try stage.local.write([], to: "tree\(stage.root)/node_1/process_1")
        let run = try await stage.run(
            "verify-write --node 1 --nfiles 2 --dst \(stage.root) --mount tree")
        #expect(run.result?.totals.checkedFiles == 1 && run.result?.content == "partly", "\(run)")
        #expect(run.result?.warnings.contains { $0.contains("no lengths are known") } == true)
        let recorded = try await stage.run("verify-write --record record --mount tree")
        #expect(recorded.isFail, "\(recorded)")
        #expect(recorded.findings.map(\.kind) == ["short", "short"])
        #expect(recorded.findings.map(\.offset) == [9000, 0])
        #expect(recorded.findings.map(\.length) == [11_000, 20_000])
    }

    @Test(
        "a record that can't be read is refused, with the file and the line",
        arguments: [
            "verify-write", "verify-write --node 1 --nfiles 1",
            "verify-read --src /a --nfiles 1 --dst copies",
            "parallel-read --src /a --node 1",
        ])
    func records(command: String) async throws {
        let refusal = try Refusal()
        let good = RecordText.stored(
            Identity(run: 7, node: 1, process: 0, version: 1), length: 5, root: "/a")
        try refusal.local.write(good, to: "good")
        try refusal.local.write(good + good + Array("{\"event\": \"stored\"}\n".utf8) + good, to: "bad")
        try await refusal.expect(
            "\(command) --record nothing", says: ["--record: could not open nothing: No such file"])
        try await refusal.expect(
            "\(command) --record good --record bad", says: ["--record: bad, line 3, is no line of a record"])
        try await refusal.expect("\(command) --record source", says: ["--record: source"])
        let moved = String(decoding: good, as: UTF8.self).replacing("/a/node_1/", with: "/a/")
        try refusal.local.write(good + Array(moved.utf8), to: "moved")
        try await refusal.expect(
            "\(command) --record moved",
            says: [
                "--record: moved, line 2, is no line of a record: its \"path\" is '/a/process_0', not .../node_1/process_0 or"
            ])
        try await refusal.expect(
            "\(command) --record good --json good", says: ["--json: 'good' is the file of --record"])
    }

    @Test("without a record a node and how many files are needed")
    func needed() async throws {
        try await Refusal().expect("verify-write", says: ["--node is required", "--record FILE"])
        try await Refusal().expect("verify-write --node 1", says: ["--nfiles is required with --node"])
        try await Refusal().expect("verify-write --nfiles 1", says: ["--node is required"])
    }
}
