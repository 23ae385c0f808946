import SelfDescribingData
import TestSupport
import Testing

@Suite("Limits of a run", .timeLimit(.minutes(20)))
struct LimitTests {
    /// A shell that sets a limit and becomes the tool.
    private func under(_ limit: String) -> [String] { ["/bin/sh", "-c", "\(limit); exec \"$@\"", "sh"] }

    @Test("more processes than the system has descriptors for are refused, and the limit is named")
    func descriptors() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        let run = try await stage.run(
            "parallel-read --src /f --nprocess 100", through: under("ulimit -n 200"))
        #expect(run.status == .exited(2), "\(run)")
        #expect(run.output.contains("--nprocess: 100 processes need 464 open files"), "\(run)")
        #expect(run.output.contains("limit is 200"), "\(run)")
        #expect(alluxio.server.connections == 0)
    }

    @Test("the soft limit of descriptors is raised to the hard one", arguments: Server.all)
    func raised(on server: Server) async throws {
        let stage = try Stage(server)
        #expect(try await stage.write().isPass)
        let run = try await stage.run(
            "parallel-read --src \(stage.root)/node_1/process_0 --nprocess 60",
            through: under("ulimit -S -n 64"))
        #expect(run.isPass, "\(run)")
        #expect(run.result?.totals.files == 60)
    }

    @Test(
        "two thousand processes are no more than a node has room for: under 1 MB each, at work and in the result"
    )
    func manyProcesses() async throws {
        let serve = try FaultyServe("")
        let run = try await serve.run("parallel-write --node 1 --nprocess 2000 --size 4KB --no-progress")
        #expect(run.isPass, "\(run)")
        #expect(run.result?.totals.files == 2000)
        #expect((run.result?.totals.peakResidentBytes ?? .max) < 2064 << 20)
        #expect(try serve.folder.read("result.json").count < 2 << 20)
    }

    @Test(
        "a run for which the system has too few threads does not start, says what limits them, and leaves nothing",
        arguments: ["parallel-write --size 1KB", "verify-write --nfiles 4096"])
    func threads(line: String) async throws {
        let serve = try FaultyServe("")
        let run = try await serve.run(
            "\(line) --node 1 --nprocess 4096", through: under("ulimit -v 1900000"))
        #expect(run.isNotStarted, "\(run)")
        let reason = try #require(run.result?.reason)
        #expect(
            reason.contains(
                #/^could not start a thread: .*; of the 4096 of --nprocess \d+ were started\. .*ulimit -u, ulimit -v or the pids/#
            ), "\(reason)")
        #expect(run.result?.operations["create-file"] == nil)
        #expect(run.result?.left.isEmpty == true)
    }

    @Test("a finding that is met without end is counted, and listed once")
    func oneFinding() async throws {
        let stage = try Stage(ScriptedAlluxio())
        let run = try await stage.run("parallel-read --src /nothing --nprocess 60 --iteration 100")
        #expect(run.isFail, "\(run)")
        #expect(run.result?.totals.findingCount == 6_000)
        #expect(run.findings.map(\.kind) == ["missing"] && run.result?.findingsOmitted == 5_999)
        #expect(run.output.split(separator: "\n").count { $0.hasPrefix("finding: ") } == 1, "\(run)")
        #expect(run.output.contains("(missing), 6,000 times"), "\(run)")
        #expect(!run.output.contains("more finding"), "\(run)")
    }

    @Test("a file that may not become as long as a result is told, and no result is lost without a word")
    func fileSize() async throws {
        let stage = try Stage(ScriptedAlluxio())
        let line = [
            "parallel-write", "--node", "1", "--src", "source", "--nprocess", "4", "--json", "own.json",
        ]
        let run = try await Tool(in: stage.local.path, through: under("ulimit -f 4")).run(line + stage.proxy)
        #expect(run.status == .exited(1), "\(run)")
        #expect(run.output.contains("the result could not be kept: "), "\(run)")
        #expect(run.output.contains("File too large") && run.output.contains("PASS 4 files stored"), "\(run)")
        #expect(try stage.local.names(in: "") == ["source"])
    }

    @Test("findings without end are counted, and up to a limit listed: of every file that is wrong the first")
    func findings() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        for process in 0..<60 as Range<UInt16> {
            let identity = Identity(run: 77, node: 1, process: process, version: 1)
            let bytes = identity.bytes(count: 20_000).flipped(
                at: Array(stride(from: 50, to: 20_000, by: 133)))
            alluxio.put(.file("/a/node_1/process_\(process)", bytes))
        }
        let run = try await stage.run("parallel-read --src /a --node 1 --nprocess 60 --iteration 3")
        #expect(run.isFail, "\(run)")
        #expect(run.result?.totals.findingCount == 60 * 150 * 3)
        #expect(run.findings.count == 5_010 && run.result?.findingsOmitted == 60 * 150 * 3 - 5_010)
        let listed = Dictionary(grouping: run.findings, by: \.process)
        #expect((0..<50).allSatisfy { listed[$0]?.count == 100 })
        #expect((50..<60).allSatisfy { listed[$0]?.map(\.offset) == [50] })
        #expect(run.output.contains("26,940 more findings"), "\(run)")
    }

    @Test("a second read into a folder that is being read into does not start")
    func lockedFolder() async throws {
        let alluxio = try ScriptedAlluxio(answering: { $0.operation == "read" ? .instead([.stall]) : .usual })
        let stage = try Stage(alluxio)
        alluxio.put(.file("/file", stage.source))
        let first = try stage.start("parallel-read --src /file --dst copies --stall-timeout 10m")
        try #require(alluxio.server.requests { $0.contains { $0.target.hasSuffix("/read") } })
        let second = try await stage.run("parallel-read --src /file --dst copies")
        #expect(second.isNotStarted, "\(second)")
        #expect(second.output.contains("another run writes copies to copies"), "\(second)")
        first.send(signal: 15)
        _ = try await first.end()
    }
}
