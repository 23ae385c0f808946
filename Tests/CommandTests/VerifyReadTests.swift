import Glibc
import TestSupport
import Testing

@Suite("verify-read", .ownThread, .timeLimit(.minutes(20)))
struct VerifyReadTests {
    /// What is said of two copies, the second of which holds `copy`; it is not there where nil.
    private func verify(_ copy: [UInt8]?, by way: Way) async throws -> (Ended, Stage) {
        let stage = try Stage(way.server)
        for process in 0...1 { try stage.write(stage.source, to: "node_1/process_\(process)") }
        try stage.local.write(stage.source, to: "copies/process_0")
        if let copy { try stage.local.write(copy, to: "copies/process_1") }
        let line = "verify-read --src \(stage.root) --node 1 --nfiles 2 --dst copies"
        return (try await stage.verify(line, by: way), stage)
    }

    private func expect(_ kind: String, _ offset: Int64, _ length: Int64, _ run: Ended) {
        #expect(run.isFail, "\(run)")
        #expect(
            run.findings == [
                .init(
                    kind: kind, path: "copies/process_1", offset: offset, length: length, node: "1",
                    process: 1, file: 0)
            ])
        #expect(run.errors.isEmpty)
        #expect(run.output.contains("finding: copies/process_1: "))
    }

    @Test("passes copies that are equal, and changes none", arguments: Way.proxies)
    func equal(by way: Way) async throws {
        let (run, stage) = try await verify(noise(10_000), by: way)
        #expect(run.isPass, "\(run)")
        #expect(run.output.contains("PASS 2 files verified, 2 checked, 20,000 bytes"))
        #expect(try stage.local.names() == ["copies", "source"])
        #expect(try stage.local.names(in: "copies") == ["process_0", "process_1"])
    }

    @Test("names the copy and the offset of one changed byte", arguments: Way.all)
    func oneByte(by way: Way) async throws {
        let (run, _) = try await verify(noise(10_000).flipped(at: 4321), by: way)
        expect("different", 4321, 1, run)
        #expect(run.output.contains("byte 4,321"))
    }

    @Test("finds a copy short", arguments: Way.proxies)
    func short(by way: Way) async throws {
        expect("short", 4000, 6000, try await verify(Array(noise(10_000).prefix(4000)), by: way).0)
    }

    @Test("finds a copy long", arguments: Server.all)
    func long(on server: Server) async throws {
        expect("long", 10_000, 2, try await verify(noise(10_000) + [0, 0], by: .proxy(server)).0)
    }

    @Test("finds a copy missing", arguments: Server.all)
    func missingCopy(on server: Server) async throws {
        expect("missing", 0, 10_000, try await verify(nil, by: .proxy(server)).0)
    }

    @Test("finds a file of Alluxio missing that a copy is there of", arguments: Way.proxies)
    func missingFile(by way: Way) async throws {
        let stage = try Stage(way.server)
        try stage.local.write(stage.source, to: "copies/process_0")
        let run = try await stage.verify(
            "verify-read --src \(stage.root) --node 1 --nfiles 1 --dst copies", by: way)
        #expect(run.isFail, "\(run)")
        #expect(run.findings.map(\.kind) == ["missing"])
        #expect(run.findings.map(\.path) == ["\(stage.root)/node_1/process_0"])
        #expect(run.output.contains("nothing could be checked"))
    }

    @Test("holds every copy against the one file in local mode", arguments: Server.all)
    func localMode(on server: Server) async throws {
        let stage = try Stage(server)
        try stage.write(stage.source, to: "file")
        try stage.local.write(stage.source, to: "copies/process_0")
        try stage.local.write(stage.source.flipped(at: 7), to: "copies/process_1")
        let run = try await stage.run("verify-read --src \(stage.root)/file --nfiles 2 --dst copies")
        #expect(run.isFail, "\(run)")
        #expect(run.findings.map(\.path) == ["copies/process_1"])
        #expect(run.findings.map(\.offset) == [7])
        #expect(run.result?.totals.checkedFiles == 2)
    }

    @Test("finds every copy that a read made right", arguments: Way.all)
    func afterRead(by way: Way) async throws {
        let stage = try Stage(way.server)
        #expect(try await stage.write("--nprocess 2").isPass)
        #expect(
            try await stage.run("parallel-read --src \(stage.root) --node 1 --nprocess 2 --dst copies").isPass
        )
        let run = try await stage.verify(
            "verify-read --src \(stage.root) --node 1 --nfiles 2 --dst copies", by: way)
        #expect(run.isPass, "\(run)")
    }

    @Test("can't say anything of a copy that it may not read", .enabled(if: OtherUser.canBe, OtherUser.how))
    func unreadable() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        alluxio.put(.file("/a", stage.source))
        try stage.local.write(stage.source, to: "copies/process_0")
        chmod(stage.local.path, 0o755)
        chmod(stage.local.path("copies/process_0"), 0o600)
        let run = try await stage.runAsOther("verify-read --src /a --nfiles 1 --dst copies")
        #expect(run.isFail, "\(run)")
        #expect(run.errors.map(\.kind) == ["local"])
        #expect(run.errors.map(\.operation) == ["local-read"])
        #expect(run.output.contains("Permission denied"))
    }
}

extension Stage {
    /// Runs a line as another user, who can't write a result where the test's own go.
    fileprivate func runAsOther(_ line: String) async throws -> Ended {
        makeResultsWritable()
        return try await run(line, through: OtherUser.through)
    }
}
