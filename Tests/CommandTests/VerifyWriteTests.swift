import TestSupport
import Testing

@Suite("verify-write", .ownThread, .timeLimit(.minutes(20)))
struct VerifyWriteTests {
    /// What is said of a node's files, the second of which holds `bytes`, and nothing where nil.
    private func verify(_ bytes: [UInt8]?, by way: Way, source: [UInt8] = noise(200_000)) async throws -> (
        Ended, Stage
    ) {
        let stage = try Stage(way.server, source: source)
        try stage.write(source, to: "node_1/process_0")
        if let bytes { try stage.write(bytes, to: "node_1/process_1") }
        let line = "verify-write --node 1 --nfiles 2 --src source --dst \(stage.root)"
        return (try await stage.verify(line, by: way), stage)
    }

    private func expect(
        _ kind: String, _ offset: Int64, _ length: Int64, _ verified: (run: Ended, stage: Stage)
    ) {
        let (run, stage) = verified
        let path = "\(stage.root)/node_1/process_1"
        #expect(run.isFail, "\(run)")
        #expect(
            run.findings == [
                .init(kind: kind, path: path, offset: offset, length: length, node: "1", process: 1, file: 0)
            ])
        #expect(run.errors.isEmpty)
        #expect(run.output.contains("finding: \(path): "))
        #expect(run.output.contains("FAIL (1 finding"))
    }

    @Test("passes what holds the source's bytes", arguments: Way.all)
    func equal(by way: Way) async throws {
        let (run, _) = try await verify(noise(200_000), by: way)
        #expect(run.isPass, "\(run)")
        #expect(run.output.contains("PASS 2 files verified, 2 checked, 400,000 bytes"))
        #expect(run.result?.content == "checked")
    }

    @Test("names the file and the offset of one changed byte", arguments: Way.all)
    func oneByte(by way: Way) async throws {
        let verified = try await verify(noise(200_000).flipped(at: 123_456), by: way)
        expect("different", 123_456, 1, verified)
        #expect(verified.0.output.contains("byte 123,456"))
    }

    @Test("finds a file missing", arguments: Way.all)
    func missing(by way: Way) async throws { expect("missing", 0, 200_000, try await verify(nil, by: way)) }

    @Test("finds a file short", arguments: Way.all)
    func short(by way: Way) async throws {
        expect("short", 150_000, 50_000, try await verify(Array(noise(200_000).prefix(150_000)), by: way))
    }

    @Test("finds a file long", arguments: Way.proxies)
    func long(by way: Way) async throws {
        expect("long", 200_000, 3, try await verify(noise(200_000) + [1, 2, 3], by: way))
    }

    @Test("finds a file incomplete", arguments: Server.all)
    func incomplete(on server: Server) async throws {
        let stage = try Stage(server)
        try stage.leaveIncomplete("node_1/process_0")
        let run = try await stage.run("verify-write --node 1 --nfiles 1 --src source --dst \(stage.root)")
        #expect(run.isFail, "\(run)")
        #expect(run.findings.map(\.kind) == ["incomplete"])
    }

    @Test("is no pass where nothing could be checked", arguments: Way.proxies)
    func nothing(by way: Way) async throws {
        let stage = try Stage(way.server)
        let run = try await stage.verify(
            "verify-write --node 1 --nfiles 1 --src source --dst \(stage.root)", by: way)
        #expect(run.isFail, "\(run)")
        #expect(run.findings.map(\.kind) == ["missing"])
        #expect(run.output.contains("nothing could be checked"))
        #expect(run.result?.content == "not-checked")
    }

    @Test("verifies many, each once, more than it has processes", arguments: Server.all)
    func many(on server: Server) async throws {
        let stage = try Stage(server)
        #expect(try await stage.write("--nprocess 10").isPass)
        let run = try await stage.run(
            "verify-write --node 1 --nfiles 10 --nprocess 3 --src source --dst \(stage.root)")
        #expect(run.isPass, "\(run)")
        #expect(run.result?.totals.checkedFiles == 10)
        #expect(run.result?.operations["read"]?.count == 10)
    }

    @Test("takes what a file reads as for what it is, not its status")
    func lengthMismatch() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        alluxio.put(.file("/a/node_1/process_0", stage.source).with { $0.length = 99 })
        let run = try await stage.run("verify-write --node 1 --nfiles 1 --src source --dst /a")
        #expect(run.isFail, "\(run)")
        #expect(run.findings.map(\.kind) == ["length-mismatch"])
        #expect(run.findings.map(\.length) == [99])
    }

    @Test("changes nothing and sends nothing but looks")
    func readsOnly() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        alluxio.put(.file("/a/node_1/process_0", stage.source))
        #expect(try await stage.run("verify-write --node 1 --nfiles 1 --src source --dst /a").isPass)
        let looks: Set = ["proxy-info", "exists", "get-status", "list-status", "open-file", "read", "close"]
        #expect(Set(alluxio.calls.map(\.operation)).isSubset(of: looks))
        #expect(try stage.local.names() == ["source"])
    }
}
