import Glibc
import OSThreads
import Report
import TestSupport
import Testing

/// What is left of nodes that no launcher started where some of them don't come to their end.
@Suite("A node that is lost", .ownThread, .timeLimit(.minutes(20)))
struct LostNodeTests {
    @Test("leaves what it did until shortly before, by which report --merge fails and names it")
    func killed() async throws {
        let (files, server) = (try ResultFiles(), try RunningServer(.embedded))
        let write = "parallel-write --size 10000 --nodes 2 --run 77"
        let other = try await files.run("\(write) --node 0", on: server, named: "0.json")
        #expect(other.status == .exited(0), "\(other)")

        let line =
            "\(write) --node 1 --duration 1h --json 1.json --host \(server.host) --port \(server.port)"
        let tool = try Tool(in: files.folder.path).start(line.split(separator: " ").map(String.init))
        try #require(tool.output { $0.contains("after 0:1") ? true : nil } == true)
        tool.send(signal: SIGKILL)
        _ = try await tool.end()

        let left = try files.document("1.json")
        #expect(!left.finished && !left.interrupted && left.verdict == .fail && left.totals.files > 0)
        #expect(left.reason?.hasPrefix("the run still went on when this was written, ") == true)
        let report = try await files.report("--merge 0.json 1.json --json all.json")
        #expect(report.status == .exited(1), "\(report)")
        #expect(
            report.output.contains("FAIL (node 1: the run still went on when this was written, "), "\(report)"
        )
        let all = try files.document("all.json")
        #expect(!all.finished && all.totals.files == left.totals.files + 1)
        let names = files.folder
        #expect(try names.names().filter { $0.hasSuffix(".part") }.isEmpty)
    }

    @Test("is named where it left nothing, of as many as --nodes says")
    func absent() async throws {
        let (files, server) = (try ResultFiles(), try RunningServer(.embedded))
        for node in [0, 2] {
            let line = "parallel-write --size 10000 --nodes 4 --node \(node)"
            #expect(try await files.run(line, on: server, named: "\(node).json").status == .exited(0))
        }
        let report = try await files.report("--merge 0.json 2.json")
        #expect(report.status == .exited(1), "\(report)")
        #expect(report.output.contains("FAIL (no result of nodes 1, 3, of 4 (--nodes)) 2 files stored"))
    }

    @Test("is one of those that --nodes says, which are numbers from 0 on", arguments: ["4", "a", "01"])
    func noneOfThem(_ node: String) async throws {
        let run = try await Tool().run("parallel-write", "--nodes", "4", "--node", node)
        #expect(run.status == .exited(2), "\(run)")
        #expect(
            run.output.contains("with 4 nodes --node is a number from 0 to 3, and not '\(node)'"), "\(run)")
    }
}
