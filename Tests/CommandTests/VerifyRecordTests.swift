import SelfDescribingData
import StressTest
import TestSupport
import Testing

@Suite("verify-write --record", .ownThread, .timeLimit(.minutes(20)))
struct VerifyRecordTests {
    private typealias Finding = ResultDocument.Finding

    private func identity(_ process: UInt16, version: UInt32) -> Identity {
        Identity(run: 71, node: 1, process: process, version: version)
    }

    /// Expects just these findings, in the order of their paths.
    private func expect(
        _ findings: [Finding], _ run: Ended, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(run.isFail, "\(run)", sourceLocation: sourceLocation)
        #expect(run.findings.sorted { $0.path < $1.path } == findings, sourceLocation: sourceLocation)
        #expect(run.errors.isEmpty, "\(run)", sourceLocation: sourceLocation)
    }

    @Test(
        "holds just the files and versions that were stored, of every node in the records",
        arguments: Server.all)
    func twoNodes(on server: Server) async throws {
        let stage = try Stage(server)
        #expect(try await stage.generate("--nprocess 3 --iteration 2 --run 71 --record one").isPass)
        let second = try await stage.run(
            "parallel-write --node 2 --nprocess 2 --files 2 --run 72 --size 100 --record two --dst \(stage.root)"
        )
        #expect(second.isPass, "\(second)")
        let all = "verify-write --record one --record two"
        let run = try await stage.run(all)
        #expect(run.isPass, "\(run)")
        #expect(run.output.contains("PASS 7 files verified, 7 checked, 60,400 bytes"))
        #expect(
            run.result?.runs == [
                .init(run: 71, lowestVersion: 2, highestVersion: 2, files: 3),
                .init(run: 72, lowestVersion: 1, highestVersion: 1, files: 4),
            ])
        #expect(run.result?.warnings == [])

        try stage.replace("node_1/process_0", with: identity(0, version: 3).bytes(count: 20_000))
        try stage.server.client().delete(stage.path("node_1/process_1"))
        try stage.replace("node_1/process_2", with: identity(2, version: 1).bytes(count: 20_000))
        try stage.write(noise(123), to: "node_1/process_9")
        try stage.write(noise(45), to: "node_2/process_0/file_7")
        let path = { (name: String) in "\(stage.root)/\(name)" }
        expect(
            [
                .init(
                    kind: "newer", path: path("node_1/process_0"), offset: 0, length: 20_000, node: "1",
                    process: 0, file: 0, found: .init(identity(0, version: 3), offset: 0)),
                .init(
                    kind: "missing", path: path("node_1/process_1"), offset: 0, length: 20_000, node: "1",
                    process: 1, file: 0),
                .init(
                    kind: "stale", path: path("node_1/process_2"), offset: 0, length: 20_000, node: "1",
                    process: 2, file: 0, found: .init(identity(2, version: 1), offset: 0)),
                .init(
                    kind: "unexpected", path: path("node_1/process_9"), offset: 0, length: 123, node: "1",
                    process: 9, file: 0),
                .init(
                    kind: "unexpected", path: path("node_2/process_0/file_7"), offset: 0, length: 45,
                    node: "2", process: 0, file: 7),
            ], try await stage.run(all))
    }

    @Test(
        "of two runs of a node holds what the later one left, whichever is given first", arguments: Server.all
    )
    func twoRuns(on server: Server) async throws {
        let stage = try Stage(server)
        #expect(try await stage.generate("--nprocess 2 --iteration 3 --run 71 --record early").isPass)
        #expect(try await stage.generate("--nprocess 1 --run 72 --record late").isPass)
        let orders = ["--record early --record late", "--record late --record early"]
        for order in orders {
            let run = try await stage.run("verify-write \(order)")
            #expect(run.isPass && run.result?.totals.checkedFiles == 2, "\(run)")
            #expect(
                run.result?.runs == [
                    .init(run: 71, lowestVersion: 3, highestVersion: 3, files: 1),
                    .init(run: 72, lowestVersion: 1, highestVersion: 1, files: 1),
                ])
        }

        // A third died when it had deleted the later one's file.
        let last = Identity(run: 72, node: 1, process: 0, version: 1)
        try stage.local.write(RecordText.replace(last, root: stage.root), to: "died")
        try stage.server.client().delete(stage.path("node_1/process_0"))
        for order in orders {
            for line in ["\(order) --record died", "--record died \(order)"] {
                let run = try await stage.run("verify-write \(line)")
                #expect(run.isPass && run.result?.totals.checkedFiles == 1, "\(run)")
                #expect(run.result?.totals.unsettled == 1)
            }
        }
    }

    @Test("finds every file missing of a node whose folder is gone", arguments: Server.all)
    func folderGone(on server: Server) async throws {
        let stage = try Stage(server)
        #expect(try await stage.generate("--nprocess 2 --size 7 --record record").isPass)
        #expect(try await stage.run("clean --node 1 --dst \(stage.root)").isPass)
        let run = try await stage.run("verify-write --record record")
        expect(
            (0...1).map {
                .init(
                    kind: "missing", path: "\(stage.root)/node_1/process_\($0)", offset: 0, length: 7,
                    node: "1", process: $0, file: 0)
            }, run)
        #expect(run.output.contains("nothing could be checked"))
    }

    @Test("names a file once that no record names, however the record's files are laid out")
    func twoLayouts() async throws {
        let stage = try Stage(.embedded)
        let flat = RecordText.stored(identity(0, version: 1), length: 100, root: stage.root)
        try stage.local.write(flat, to: "record")
        try stage.write(identity(0, version: 1).bytes(count: 100), to: "node_1/process_0")
        let inFolder = identity(1, version: 1)
        try stage.store(inFolder.bytes(count: 100), as: inFolder, inFolder: true)
        let line = String(decoding: RecordText.stored(inFolder, length: 100, root: stage.root), as: UTF8.self)
        let text =
            String(decoding: flat, as: UTF8.self)
            + line.replacing("/process_1\"", with: "/process_1/file_0\"")
        try stage.local.write(Array(text.utf8), to: "record")
        try stage.write([1], to: "node_1/process_2")
        expect(
            [
                .init(
                    kind: "unexpected", path: "\(stage.root)/node_1/process_2", offset: 0, length: 1,
                    node: "1", process: 2, file: 0)
            ], try await stage.run("verify-write --record record"))
    }

    @Test("takes a record of any name")
    func odd() async throws {
        let stage = try Stage(.embedded)
        #expect(try await stage.generate("--run 71 --record a\nb").isPass)
        let run = try await stage.run("verify-write --record a\nb")
        #expect(run.isPass && run.result?.totals.checkedFiles == 1, "\(run)")
    }

    @Test("warns of files in a node's folder that no run writes", arguments: Server.all)
    func strays(on server: Server) async throws {
        let stage = try Stage(server)
        #expect(try await stage.generate("--nprocess 1 --run 71 --record record").isPass)
        try stage.write([1], to: "node_1/notes")
        let run = try await stage.run("verify-write --record record")
        #expect(run.isPass, "\(run)")
        #expect(run.result?.warnings == ["no process's, and no record's: \(stage.root)/node_1/notes"])
    }

    @Test(
        "finds nothing wrong with a file that was being replaced, but damage of a whole one",
        arguments: Server.all)
    func unsettled(on server: Server) async throws {
        let stage = try Stage(server)
        let record = (UInt16(0)...4).map { RecordText.replace(identity($0, version: 2), root: stage.root) }
        try stage.local.write(Array(record.joined()), to: "record")
        try stage.makeFolder("node_1")
        var run = try await stage.run("verify-write --record record")
        #expect(run.isFail && run.findings.isEmpty, "\(run)")
        #expect(run.result?.reason == "nothing could be checked: 5 files unsettled")
        #expect(run.result?.totals.unsettled == 5 && run.output.contains("unsettled: 5 files"))

        // The first is absent, the second incomplete, the third as it was, the fourth a later version.
        try stage.leaveIncomplete("node_1/process_1", run: 71)
        try stage.store(identity(2, version: 2).bytes(count: 20_000), as: identity(2, version: 2))
        let next = Identity(run: 73, node: 1, process: 3, version: 1)
        try stage.store(next.bytes(count: 20_000), as: next)
        run = try await stage.run("verify-write --record record")
        #expect(run.isPass, "\(run)")
        #expect(run.result?.totals.unsettled == 5 && run.result?.totals.checkedFiles == 2)
        #expect(run.output.contains("unsettled: 5 files"))

        let wrong = WrongBytes(.zeros, in: identity(4, version: 2))
        try stage.store(wrong.bytes, as: wrong.identity)
        let finding = wrong.finding(at: "\(stage.root)/node_1/process_4", process: 4)
        expect([finding], try await stage.run("verify-write --record record"))
        let read = try await stage.run(
            "parallel-read --record record --src \(stage.root) --node 1 --nprocess 5")
        expect([finding], read)
        #expect(read.result?.totals.unsettled == 5)
    }

    @Test("holds a source's bytes against --src, and tells their version by the mark", arguments: Server.all)
    func source(on server: Server) async throws {
        let stage = try Stage(server)
        #expect(try await stage.write("--nprocess 5 --run 71 --iteration 2 --record record").isPass)
        let lines = [
            "verify-write --record record --src source",
            "verify-write --record record --src source --node 1 --nfiles 5 --dst \(stage.root)",
            "parallel-read --record record --expect source --src \(stage.root) --node 1 --nprocess 5",
        ]
        for line in lines {
            let run = try await stage.run(line)
            #expect(run.isPass, "\(run)")
            #expect(run.result?.totals.checkedFiles == 5 && run.result?.totals.checkedBytes == 50_000)
        }
        for line in [
            "verify-write --record record", "parallel-read --record record --src \(stage.root) --node 1",
        ] {
            let run = try await stage.run(line)
            #expect(run.isFail && run.findings.isEmpty && run.errors.isEmpty, "\(run)")
            #expect(run.result?.reason == "nothing could be checked", "\(line)")
        }

        // The bytes are the same: only the mark tells.
        let (older, newer) = (identity(0, version: 1), identity(1, version: 3))
        let foreign = Identity(run: 9, node: 1, process: 2, version: 2)
        for other in [older, newer, foreign] { try stage.store(stage.source, as: other) }
        try stage.store(stage.source.flipped(at: 4000), as: identity(3, version: 2))
        let findings = [("stale", older), ("newer", newer), ("foreign", foreign)].map { kind, other in
            Finding(
                kind: kind, path: "\(stage.root)/\(Stage.name(other))", offset: 0, length: 10_000,
                node: "1", process: Int(other.process), file: 0, found: .init(other, offset: 0))
        }
        let different = Finding(
            kind: "different", path: "\(stage.root)/node_1/process_3", offset: 4000, length: 1, node: "1",
            process: 3, file: 0)
        for line in lines { expect(findings + [different], try await stage.run(line)) }
        expect(findings, try await stage.run("verify-write --record record"))
        expect(
            findings,
            try await stage.run("parallel-read --record record --src \(stage.root) --node 1 --nprocess 5"))
    }

    @Test("tells the version of an empty file by the mark", arguments: Server.all, ["generated", "source"])
    func empty(on server: Server, data: String) async throws {
        let stage = try Stage(server)
        let stored = identity(0, version: 2)
        try stage.local.write(
            RecordText.stored(stored, length: 0, root: stage.root, data: data), to: "record")
        try stage.store([], as: stored)
        let run = try await stage.run("verify-write --record record")
        #expect(run.isPass && run.result?.totals.checkedFiles == 1, "\(run)")
        let path = "\(stage.root)/node_1/process_0"
        try stage.store([], as: identity(0, version: 3))
        let newer = try await stage.run("verify-write --record record")
        expect(
            [
                .init(
                    kind: "newer", path: path, offset: 0, length: 0, node: "1", process: 0, file: 0,
                    found: .init(identity(0, version: 3), offset: 0))
            ], newer)
        #expect(newer.output.contains("finding: \(path): its 0 bytes are of version 3 (newer)"))
        #expect(!newer.output.contains("curl"))
    }

    @Test("of verify-read tells what is wrong with the files that the copies are of", arguments: Server.all)
    func copies(on server: Server) async throws {
        let stage = try Stage(server)
        let record = [
            RecordText.stored(identity(0, version: 2), length: 20_000, root: stage.root),
            RecordText.stored(identity(1, version: 2), length: 20_000, root: stage.root, data: "source"),
            RecordText.replace(identity(2, version: 2), root: stage.root),
        ]
        try stage.local.write(Array(record.joined()), to: "record")
        let newer = [identity(0, version: 3), identity(1, version: 3)]
        for (identity, bytes) in [(newer[0], newer[0].bytes(count: 20_000)), (newer[1], noise(20_000))] {
            try stage.store(bytes, as: identity)
            try stage.local.write(bytes, to: "copies/process_\(identity.process)")
        }
        try stage.local.write(noise(5), to: "copies/process_2")
        let run = try await stage.run(
            "verify-read --record record --src \(stage.root) --node 1 --nfiles 3 --dst copies")
        expect(
            newer.map {
                .init(
                    kind: "newer", path: "\(stage.root)/\(Stage.name($0))", offset: 0, length: 20_000,
                    node: "1",
                    process: Int($0.process), file: 0, found: .init($0, offset: 0))
            }, run)
        #expect(run.result?.totals.unsettled == 1)
    }

    @Test("leaves a last line out that broke off, and says so")
    func torn() async throws {
        let stage = try Stage(.embedded)
        #expect(try await stage.generate("--nprocess 2 --record record").isPass)
        let torn = RecordText.stored(identity(1, version: 9), length: 5, root: stage.root).dropLast(30)
        try stage.local.write(try stage.local.read("record") + torn, to: "record")
        for line in [
            "verify-write --record record",
            "verify-write --record record --node 1 --nfiles 2 --dst \(stage.root)",
            "parallel-read --record record --src \(stage.root) --node 1 --nprocess 2",
        ] {
            let run = try await stage.run(line)
            #expect(run.isPass, "\(run)")
            #expect(run.result?.totals.checkedFiles == 2)
            #expect(run.result?.warnings == ["the last line of record broke off, and is left out"])
            #expect(run.output.contains("warning: the last line of record broke off"))
        }
    }

    @Test("through a local folder holds each file against its version, too")
    func mount() async throws {
        let nobody = try ScriptedAlluxio()
        let stage = try Stage(nobody)
        let record = [
            RecordText.stored(identity(0, version: 2), length: 20_000, root: "/data"),
            RecordText.stored(identity(1, version: 2), length: 20_000, root: "/data"),
            RecordText.stored(identity(2, version: 2), length: 30, root: "/data"),
            RecordText.replace(identity(3, version: 2), root: "/data"),
        ]
        try stage.local.write(Array(record.joined()), to: "record")
        try stage.local.write(identity(0, version: 2).bytes(count: 20_000), to: "tree/data/node_1/process_0")
        try stage.local.write(identity(1, version: 1).bytes(count: 20_000), to: "tree/data/node_1/process_1")
        let run = try await stage.run("verify-write --record record --mount tree")
        expect(
            [
                .init(
                    kind: "stale", path: "/data/node_1/process_1", offset: 0, length: 20_000, node: "1",
                    process: 1, file: 0, found: .init(identity(1, version: 1), offset: 0)),
                .init(
                    kind: "missing", path: "/data/node_1/process_2", offset: 0, length: 30, node: "1",
                    process: 2, file: 0),
            ], run)
        #expect(run.result?.totals.unsettled == 1)
        #expect(nobody.server.connections == 0)
    }
}
