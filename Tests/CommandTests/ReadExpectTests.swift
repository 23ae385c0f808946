import TestSupport
import Testing

@Suite("parallel-read --expect", .ownThread, .timeLimit(.minutes(20)))
struct ReadExpectTests {
    /// What is said of a file with these bytes in the place of the source's.
    private func read(_ bytes: [UInt8], on server: Server, source: [UInt8]) async throws -> (Ended, Stage) {
        let stage = try Stage(server, source: source)
        try stage.write(bytes, to: "node_1/process_0")
        let run = try await stage.run(
            "parallel-read --src \(stage.root) --node 1 --dst copies --expect source")
        return (run, stage)
    }

    @Test("passes what is equal, and says how much was checked", arguments: Server.all)
    func equal(on server: Server) async throws {
        let (run, stage) = try await read(noise(300_000), on: server, source: noise(300_000))
        #expect(run.isPass, "\(run)")
        #expect(run.output.contains("PASS 1 file read, 1 checked, 300,000 bytes"))
        #expect(run.result?.content == "checked")
        #expect(run.result?.totals.checkedBytes == 300_000)
        #expect(try stage.local.read("copies/process_0") == stage.source)
    }

    @Test("finds one changed byte, and where", arguments: Server.all, [0, 70_000, 299_999])
    func oneByte(on server: Server, offset: Int) async throws {
        let source = noise(300_000)
        let (run, stage) = try await read(source.flipped(at: offset), on: server, source: source)
        let path = "\(stage.root)/node_1/process_0"
        #expect(run.isFail, "\(run)")
        #expect(
            run.findings == [
                .init(
                    kind: "different", path: path, offset: Int64(offset), length: 1, node: "1", process: 0,
                    file: 0)
            ])
        #expect(run.output.contains(path) && run.output.contains("byte "))
        // Whole, if wrong: the copy is what came.
        #expect(try stage.local.read("copies/process_0") == source.flipped(at: offset))
        #expect(run.result?.totals.files == 1)
    }

    @Test("joins runs of bytes over gaps of fewer than 16 equal ones", arguments: Server.all)
    func runs(on server: Server) async throws {
        // 15 equal bytes between the first two, 16 between those and the third; the last spans two pieces of a body.
        let places = [100, 116, 133] + Array(65_530..<65_545)
        let source = noise(200_000)
        let (run, _) = try await read(source.flipped(at: places), on: server, source: source)
        #expect(run.isFail, "\(run)")
        #expect(run.findings.map(\.offset) == [100, 133, 65_530])
        #expect(run.findings.map(\.length) == [17, 1, 15])
    }

    @Test("finds a file shorter than it should be, and what lacks", arguments: Server.all)
    func short(on server: Server) async throws {
        let source = noise(100_000)
        let (run, stage) = try await read(Array(source.prefix(60_000)), on: server, source: source)
        #expect(run.isFail, "\(run)")
        #expect(run.findings.map(\.kind) == ["short"])
        #expect(run.findings.map(\.offset) == [60_000] && run.findings.map(\.length) == [40_000])
        // It came as whole as Alluxio has it: a copy is kept, and it counts as read.
        #expect(try stage.local.names(in: "copies") == ["process_0"])
        #expect(run.result?.totals.files == 1)
    }

    @Test("finds a file longer than it should be, and by how much", arguments: Server.all)
    func long(on server: Server) async throws {
        let source = noise(60_000)
        let (run, stage) = try await read(source + noise(7, seed: 3), on: server, source: source)
        #expect(run.isFail, "\(run)")
        #expect(run.findings.map(\.kind) == ["long"])
        #expect(run.findings.map(\.offset) == [60_000] && run.findings.map(\.length) == [7])
        #expect(try stage.local.names(in: "copies") == ["process_0"])
    }

    @Test("fails where nothing could be checked")
    func nothingChecked() async throws {
        let alluxio = try ScriptedAlluxio()
        let run = try await Stage(alluxio).run("parallel-read --src /no/file --expect source")
        #expect(run.isFail, "\(run)")
        #expect(run.output.contains("nothing could be checked"))
        #expect(run.result?.content == "not-checked")
    }

    @Test("keeps 100 findings of a file, and counts the others")
    func many() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        alluxio.put(.file("/file", stage.source.flipped(at: Array(stride(from: 0, to: 5000, by: 20)))))
        let run = try await stage.run("parallel-read --src /file --expect source")
        #expect(run.isFail, "\(run)")
        #expect(run.findings.count == 100)
        #expect(run.result?.findingsOmitted == 150)
        #expect(run.result?.totals.findingCount == 250)
    }
}
