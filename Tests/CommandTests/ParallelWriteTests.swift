import Alluxio
import TestSupport
import Testing

@Suite("parallel-write", .ownThread, .timeLimit(.minutes(20)))
struct ParallelWriteTests {
    @Test("stores a file for each process, with the source's bytes", arguments: Server.all)
    func stores(on server: Server) async throws {
        let stage = try Stage(server, source: noise(300_000))
        let run = try await stage.write("--nprocess 3")
        #expect(run.isPass, "\(run)")
        #expect(run.output.contains("PASS 3 files stored, 900,000 bytes"))
        #expect(try stage.names("node_1") == ["process_0", "process_1", "process_2"])
        for process in 0..<3 { #expect(try stage.content("node_1/process_\(process)") == stage.source) }
    }

    @Test("takes repeated and trailing slashes of --dst away", arguments: Server.all)
    func slashes(on server: Server) async throws {
        let stage = try Stage(server)
        let run = try await stage.write("--dst /\(stage.root)//a/")
        #expect(run.isPass, "\(run)")
        #expect(try stage.names("a/node_1") == ["process_0"])
    }

    @Test("stores empty files", arguments: Server.all)
    func empty(on server: Server) async throws {
        let stage = try Stage(server, source: [])
        #expect(try await stage.write().isPass)
        let status = try stage.status("node_1/process_0")
        #expect(status?.completed == true)
        #expect(status?.length == 0)
    }

    @Test(
        "keeps the last iteration's files, marked with run, node, process, file, version and length",
        arguments: Server.all)
    func iterations(on server: Server) async throws {
        let stage = try Stage(server)
        let run = try await stage.write("--node n-7 --nprocess 2 --iteration 3")
        #expect(run.isPass, "\(run)")
        #expect(run.result?.totals.files == 6)
        let number = try #require(run.result?.run)
        for process in 0..<2 {
            let file = "node_n-7/process_\(process)"
            #expect(try stage.content(file) == stage.source)
            #expect(try stage.mark(file) == "1 \(number) n-7 \(process) 0 3 10000")
        }
    }

    @Test("passes again with the same line, and replaces what the first one stored", arguments: Server.all)
    func again(on server: Server) async throws {
        let stage = try Stage(server)
        let first = try await stage.write("--nprocess 2")
        let newer = noise(7000, seed: 2)
        try stage.local.write(newer, to: "source")
        let second = try await stage.write("--nprocess 2")
        #expect(first.isPass && second.isPass, "\(first)\(second)")
        #expect(first.result?.run != second.result?.run)
        #expect(try stage.content("node_1/process_1") == newer)
    }

    @Test("leaves completed files of other processes and other nodes as they are", arguments: Server.all)
    func others(on server: Server) async throws {
        let stage = try Stage(server)
        try stage.write([1, 2, 3], to: "node_1/process_1")
        try stage.write([4, 5], to: "node_2/process_0")
        #expect(try await stage.write().isPass)
        #expect(try stage.content("node_1/process_1") == [1, 2, 3])
        #expect(try stage.content("node_2/process_0") == [4, 5])
        #expect(try stage.content("node_1/process_0") == stage.source)
    }

    @Test("gives no mark with --no-mark, and says what that means", arguments: Server.all)
    func noMark(on server: Server) async throws {
        let stage = try Stage(server)
        let run = try await stage.write("--no-mark")
        #expect(run.isPass, "\(run)")
        #expect(try stage.mark("node_1/process_0") == nil)
        #expect(
            run.result?.warnings.first?.contains("two runs that write to one node can't be told apart")
                == true)
    }

    @Test("leaves the attributes of the folder it is given alone", arguments: Server.all)
    func attributes(on server: Server) async throws {
        let stage = try Stage(server)
        try stage.makeFolder("")
        let attributes: ExtendedAttributes = ["owner": Array("me".utf8)]
        try stage.server.client().setAttribute(
            AlluxioPath(stage.root), SetAttributeOptions { $0.xattr = attributes })
        #expect(try await stage.write().isPass)
        #expect(try stage.status("")?.xattr == attributes)
    }

    @Test("asks for the block size and the write type it is told", arguments: Server.all)
    func options(on server: Server) async throws {
        let stage = try Stage(server)
        #expect(try await stage.write("--block-size 64KB --write-type cache_through").isPass)
        let status = try #require(try stage.status("node_1/process_0"))
        #expect(status.blockSizeBytes == 65_536)
        #expect(status.persistenceState == .persisted)
    }

    @Test("calls no file stored that Alluxio answered well and did not keep", arguments: Server.all)
    func writeTypeNone(on server: Server) async throws {
        let stage = try Stage(server)
        let run = try await stage.write("--write-type NONE --nprocess 2")
        #expect(run.isFail, "\(run)")
        #expect(run.result?.totals.files == 0)
        #expect(run.findings.count == 2)
        #expect(run.findings.map(\.process).sorted() == [0, 1])
        let kinds: Set = ["incomplete", "missing", "evicted", "short"]
        #expect(run.findings.allSatisfy { kinds.contains($0.kind) })
    }
}
