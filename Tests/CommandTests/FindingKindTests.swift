import SelfDescribingData
import TestSupport
import Testing

/// Each kind of wrong bytes, stored in Alluxio and found there through every door.
@Suite("Wrong bytes of generated data are found for what they are", .ownThread, .timeLimit(.minutes(20)))
struct FindingKindTests {
    private let identity = Identity(run: 77, node: 1, process: 3, version: 4)

    private func expect(
        _ findings: [ResultDocument.Finding], _ run: Ended, files: Int,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(run.isFail, "\(run)", sourceLocation: sourceLocation)
        #expect(run.findings == findings, sourceLocation: sourceLocation)
        #expect(run.errors.isEmpty, "\(run)", sourceLocation: sourceLocation)
        #expect(run.result?.totals.checkedFiles == files, sourceLocation: sourceLocation)
        #expect(run.result?.totals.findingCount == findings.count, sourceLocation: sourceLocation)
    }

    @Test(
        "by parallel-read and verify-write", arguments: Server.all, WrongBytes.Kind.allCases)
    func inAlluxio(on server: Server, kind: WrongBytes.Kind) async throws {
        let stage = try Stage(server)
        #expect(try await stage.generate("--nprocess 4 --iteration 4").isPass)
        let wrong = WrongBytes(kind, in: identity)
        try stage.store(wrong.bytes, as: identity)
        let finding = wrong.finding(at: "\(stage.root)/node_1/process_3", process: 3)
        for line in [
            "parallel-read --src \(stage.root) --node 1 --nprocess 4",
            "verify-write --dst \(stage.root) --node 1 --nfiles 4",
        ] {
            let run = try await stage.run(line)
            expect([finding], run, files: 4)
            #expect(run.result?.content == "checked")
            #expect(run.result?.totals.checkedBytes == 80_000)
        }
    }

    @Test("of another file of the same process, where it has several", arguments: Server.all)
    func severalFiles(on server: Server) async throws {
        let stage = try Stage(server)
        #expect(try await stage.generate("--nprocess 2 --files 3").isPass)
        let identity = Identity(run: 77, node: 1, process: 1, file: 2, version: 1)
        let other = Identity(run: 77, node: 1, process: 1, file: 1, version: 1)
        try stage.store(other.bytes(count: 20_000), as: identity, inFolder: true)
        let path = "\(stage.root)/node_1/process_1/file_2"
        for line in [
            "parallel-read --src \(stage.root) --node 1 --nprocess 2 --files 3",
            "verify-write --dst \(stage.root) --node 1 --nfiles 2 --files 3",
        ] {
            let run = try await stage.run(line)
            expect(
                [
                    .init(
                        kind: "wrong-file", path: path, offset: 0, length: 20_000, node: "1", process: 1,
                        file: 2, found: .init(other, offset: 0))
                ], run, files: 6)
            #expect(
                run.output.contains(
                    "\(path): bytes 0 to 19,999 are process_1/file_1's, version 1, its bytes 0 to 19,999 (wrong-file)"
                ), "\(run)")
        }
    }

    @Test(
        "where the mark says which version should stand there", arguments: Server.all,
        [(3, "stale"), (5, "newer")])
    func wholeVersion(on server: Server, other: (version: UInt32, kind: String)) async throws {
        let stage = try Stage(server)
        let standing = identity.with(version: other.version)
        try stage.store(standing.bytes(count: 20_000), as: identity)
        for line in [
            "parallel-read --src \(stage.root)/node_1/process_3",
            "parallel-read --src \(stage.root)/node_1/process_3 --run 77",
        ] {
            let run = try await stage.run(line)
            expect(
                [
                    .init(
                        kind: other.kind, path: "\(stage.root)/node_1/process_3", offset: 0, length: 20_000,
                        node: nil, process: 0, file: 0, found: .init(standing, offset: 0))
                ], run, files: 1)
        }
    }

    @Test("where another file was moved to a file's place, with the mark it has", arguments: Server.all)
    func renamed(on server: Server) async throws {
        let stage = try Stage(server)
        #expect(try await stage.generate("--nprocess 3").isPass)
        let client = try stage.server.client()
        try client.delete(stage.path("node_1/process_2"))
        try client.rename(stage.path("node_1/process_1"), to: stage.path("node_1/process_2"))
        let other = Identity(run: 77, node: 1, process: 1, version: 1)
        for line in [
            "parallel-read --src \(stage.root) --node 1 --nprocess 3",
            "verify-write --dst \(stage.root) --node 1 --nfiles 3 --nprocess 1",
        ] {
            expect(
                [
                    .init(
                        kind: "missing", path: "\(stage.root)/node_1/process_1", offset: 0, length: 0,
                        node: "1", process: 1, file: 0),
                    .init(
                        kind: "wrong-file", path: "\(stage.root)/node_1/process_2", offset: 0, length: 20_000,
                        node: "1", process: 2, file: 0, found: .init(other, offset: 0)),
                ], try await stage.run(line), files: 2)
        }
    }

    @Test("in local copies, by their local paths", arguments: Server.all)
    func copies(on server: Server) async throws {
        let stage = try Stage(server)
        try stage.store(identity.bytes(count: 20_000), as: identity)
        var findings: [ResultDocument.Finding] = []
        for (process, kind) in WrongBytes.Kind.allCases.enumerated() {
            let wrong = WrongBytes(kind, in: identity)
            try stage.local.write(wrong.bytes, to: "copies/process_\(process)")
            findings.append(wrong.finding(at: "copies/process_\(process)", node: nil, process: process))
        }
        let run = try await stage.run(
            "verify-read --src \(stage.root)/node_1/process_3 --dst copies --nfiles \(findings.count) --nprocess 1"
        )
        expect(findings, run, files: findings.count)
    }

    @Test("in Alluxio by verify-read, where the copy is as wrong", arguments: Server.all)
    func sameInCopy(on server: Server) async throws {
        let stage = try Stage(server)
        let wrong = WrongBytes(.foreign, in: identity)
        try stage.store(wrong.bytes, as: identity)
        try stage.local.write(wrong.bytes, to: "copies/process_0")
        let run = try await stage.run(
            "verify-read --src \(stage.root)/node_1/process_3 --dst copies --nfiles 1")
        expect(
            [wrong.finding(at: "\(stage.root)/node_1/process_3", node: nil, process: 0)], run, files: 1)
    }

    @Test("in a local folder that shows the tree, and no proxy is asked")
    func mount() async throws {
        let nobody = try ScriptedAlluxio()
        let stage = try Stage(nobody)
        var findings: [ResultDocument.Finding] = []
        for (process, kind) in WrongBytes.Kind.allCases.enumerated() {
            let wrong = WrongBytes(kind, in: Identity(run: 77, node: 1, process: UInt16(process), version: 4))
            try stage.local.write(wrong.bytes, to: "tree/data/node_1/process_\(process)")
            findings.append(wrong.finding(at: "/data/node_1/process_\(process)", process: process))
        }
        let count = findings.count
        findings.append(
            .init(
                kind: "missing", path: "/data/node_1/process_\(count)", offset: 0, length: 0, node: "1",
                process: count, file: 0))
        let run = try await stage.run(
            "verify-write --dst /data --node 1 --nfiles \(count + 1) --nprocess 1 --mount tree")
        expect(findings, run, files: count)
        #expect(nobody.server.connections == 0)
        #expect(run.result?.server.proxies == [])
        #expect(!run.output.contains("curl"))
    }

    @Test(
        "through Alluxio's own shell",
        .enabled(if: RealAlluxio.here?.home != nil, "there is no real Alluxio with a shell"))
    func shell() async throws {
        let stage = try Stage(.real)
        let wrong = [WrongBytes.Kind.foreign, .flippedBits].enumerated().map { process, kind in
            WrongBytes(kind, in: Identity(run: 77, node: 1, process: UInt16(process), version: 4))
        }
        for wrong in wrong { try stage.store(wrong.bytes, as: wrong.identity) }
        let run = try await stage.verify(
            "verify-write --dst \(stage.root) --node 1 --nfiles 3 --nprocess 1",
            by: .shell(home: RealAlluxio.here?.home ?? ""))
        let path = { (process: Int) in "\(stage.root)/node_1/process_\(process)" }
        expect(
            wrong.enumerated().map { $1.finding(at: path($0), process: $0) } + [
                .init(
                    kind: "missing", path: path(2), offset: 0, length: 0, node: "1", process: 2, file: 0)
            ], run, files: 2)
    }
}
