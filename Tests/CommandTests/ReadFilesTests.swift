import Alluxio
import SelfDescribingData
import TestSupport
import Testing

@Suite("parallel-read of several files a process, and from where", .ownThread, .timeLimit(.minutes(20)))
struct ReadFilesTests {
    @Test(
        "keeps copies in a folder of each process, which verify-read holds against Alluxio",
        arguments: Server.all)
    func copies(on server: Server) async throws {
        let stage = try Stage(server)
        #expect(try await stage.generate("--nprocess 2 --files 3 --iteration 2").isPass)
        let read = "parallel-read --src \(stage.root) --node 1 --nprocess 2 --files 3 --dst copies"
        for _ in 1...2 {
            let run = try await stage.run(read)
            #expect(run.isPass, "\(run)")
            #expect(run.output.contains("PASS 6 files read, 6 checked, 120,000 bytes"))
        }
        #expect(try stage.local.names(in: "copies") == ["process_0", "process_1"])
        for process in 0...1 {
            let names = ["file_0", "file_1", "file_2"]
            #expect(try stage.local.names(in: "copies/process_\(process)") == names)
            for (file, name) in names.enumerated() {
                let identity = Identity(
                    run: 77, node: 1, process: UInt16(process), file: UInt16(file), version: 2)
                #expect(
                    try stage.local.read("copies/process_\(process)/\(name)")
                        == identity.bytes(count: 20_000))
            }
        }
        let verify = "verify-read --src \(stage.root) --node 1 --nfiles 2 --files 3 --dst copies"
        let run = try await stage.run(verify)
        #expect(run.isPass, "\(run)")
        #expect(run.output.contains("PASS 6 files verified, 6 checked, 120,000 bytes"))

        let wrong = WrongBytes(
            .stale, in: Identity(run: 77, node: 1, process: 1, file: 2, version: 2))
        try stage.local.write(wrong.bytes, to: "copies/process_1/file_2")
        let damaged = try await stage.run(verify)
        #expect(damaged.isFail, "\(damaged)")
        #expect(
            damaged.findings == [wrong.finding(at: "copies/process_1/file_2", process: 1, file: 2)])
    }

    @Test("finds those missing that are not there", arguments: Server.all)
    func missing(on server: Server) async throws {
        let stage = try Stage(server)
        #expect(try await stage.generate("--nprocess 2 --files 2 --size 100").isPass)
        let run = try await stage.run("parallel-read --src \(stage.root) --node 1 --nprocess 3 --files 3")
        #expect(run.isFail, "\(run)")
        #expect(run.findings.map(\.kind) == Array(repeating: "missing", count: 5))
        #expect(
            run.findings.map { "\($0.process) \($0.file) \($0.path.dropFirst(stage.root.count))" } == [
                "0 2 /node_1/process_0/file_2", "1 2 /node_1/process_1/file_2",
                "2 0 /node_1/process_2/file_0", "2 1 /node_1/process_2/file_1",
                "2 2 /node_1/process_2/file_2",
            ])
        #expect(run.result?.content == "partly" && run.result?.totals.checkedFiles == 4)
    }

    @Test(
        "with --free reads from the under store what that has, and with NO_CACHE leaves it there",
        .enabled(if: RealAlluxio.isAtHand, "there is no real Alluxio"))
    func free() async throws {
        let stage = try Stage(.real)
        #expect(try await stage.generate("--nprocess 2 --write-type CACHE_THROUGH").isPass)
        let line = "parallel-read --src \(stage.root) --node 1 --nprocess 2"
        var run = try await stage.run(line)
        #expect(run.result?.readFrom == .init(alluxio: 2, underStore: 0, both: 0), "\(run)")
        run = try await stage.run("\(line) --free --read-type NO_CACHE")
        #expect(run.isPass, "\(run)")
        #expect(run.result?.readFrom == .init(alluxio: 0, underStore: 2, both: 0))
        #expect(run.result?.totals.checkedFiles == 2 && run.result?.warnings == [])
        #expect(run.output.contains("read from, by the status before: the under store 2 files"))
        #expect(run.result?.operations["free"]?.count == 2)
        // What was read from the under store was not kept.
        run = try await stage.run("\(line) --read-type NO_CACHE")
        #expect(run.result?.readFrom == .init(alluxio: 0, underStore: 2, both: 0), "\(run)")
        // The one file of all processes is freed once.
        #expect(try await stage.generate("--nprocess 1 --write-type CACHE_THROUGH").isPass)
        run = try await stage.run(
            "parallel-read --src \(stage.root)/node_1/process_0 --nprocess 3 --free --read-type NO_CACHE")
        #expect(run.result?.readFrom == .init(alluxio: 0, underStore: 3, both: 0), "\(run)")
        #expect(run.result?.operations["free"]?.count == 1)
    }

    @Test("with --free leaves what only Alluxio has, and says so", arguments: Server.all)
    func freeNotPersisted(on server: Server) async throws {
        let stage = try Stage(server)
        #expect(try await stage.generate("--nprocess 3").isPass)
        let run = try await stage.run("parallel-read --src \(stage.root) --node 1 --nprocess 3 --free")
        #expect(run.isPass, "\(run)")
        #expect(run.result?.warnings == ["files not freed, for the under store doesn't have them: 3"])
        #expect(run.result?.readFrom == .init(alluxio: 3, underStore: 0, both: 0))
        #expect(run.result?.operations["free"] == nil)
    }
}
