import Alluxio
import Glibc
import OSThreads
import StressTest
import TestSupport
import Testing

@Suite("A writing client that is killed", .ownThread, .timeLimit(.minutes(20)))
struct KillTests {
    /// Kills a program once so many pieces have passed; once only, for its number may then be another's.
    private final class Trigger: Sendable {
        private let state: Monitor<(pieces: Int, tool: RunningTool?)>

        init() { state = Monitor((.max, nil)) }

        func arm(after pieces: Int) { state.update { $0 = (pieces, nil) } }

        func aim(at tool: RunningTool) {
            state.update {
                $0.tool = tool
                Self.fire(&$0)
            }
        }

        func pass() {
            state.update {
                $0.pieces -= 1
                Self.fire(&$0)
            }
        }

        private static func fire(_ state: inout (pieces: Int, tool: RunningTool?)) {
            guard state.pieces <= 0, let tool = state.tool else { return }
            tool.send(signal: SIGKILL)
            state.tool = nil
        }
    }

    /// Each round a run to the end, so that all files are recorded stored, and then one over some of them that is killed
    /// while it replaces them: at a random piece of what passes between it and the server, a call's or an answer's. Of one
    /// process all may be unsettled.
    @Test(
        "at any moment leaves a record of which nothing is wrong or missing that it says is stored",
        arguments: [(4, 1), (4, 3), (1, 3)])
    func kill(processes: Int, files: Int) async throws {
        var random = SeededGenerator()
        print("killing a client of \(processes) processes and --files \(files) with seed \(random.seed)")
        let server = try RunningServer(.embedded)
        let stage = try Stage(server)
        let trigger = Trigger()
        let relay = try TCPRelay(to: server.host, port: server.port, passing: { _, _ in trigger.pass() })
        let write = { (processes: Int, iterations: Int, port: Int, size: Int) in
            let line =
                "parallel-write --node 1 --dst \(stage.root) --host 127.0.0.1 --port \(port) --nprocess \(processes) --files \(files) --size \(size) --iteration \(iterations) --force --record record --quiet"
            return try Tool(in: stage.local.path).start(line.split(separator: " ").map(String.init))
        }
        var unsettled = 0
        for round in 1...10 {
            let comment: Comment = "round \(round), seed \(random.seed)"
            let size = Int.random(in: 0...100_000, using: &random)
            let whole = try await write(processes, 1, server.port, size).end()
            #expect(whole.status == .exited(0), "\(comment)\n\(whole)")

            trigger.arm(after: Int.random(in: 0...50 * files, using: &random))
            // More iterations than so many pieces are enough for.
            let tool = try write(
                Int.random(in: 1...max(1, processes - 1), using: &random), 1000, relay.port, size)
            trigger.aim(at: tool)
            let end = try await tool.end()
            #expect(end.status == .signalled(SIGKILL), "\(comment)\n\(end)")
            let stored = try check(stage, comment)
            let unsettledNow = processes * files - stored
            #expect(((processes == 1 ? 0 : files)...processes * files).contains(stored), comment)
            try await verify(stage, unsettled: unsettledNow, comment)
            unsettled += unsettledNow
        }
        #expect(unsettled > 0)
    }

    /// Expects that `verify-write` finds nothing wrong either, and passes unless nothing was there to be checked.
    private func verify(_ stage: Stage, unsettled: Int, _ comment: Comment) async throws {
        let run = try await stage.run("verify-write --record record")
        #expect(run.findings.isEmpty && run.errors.isEmpty, "\(comment)\n\(run)")
        let totals = try #require(run.result?.totals, comment)
        #expect(totals.unsettled == unsettled, comment)
        let reason = "nothing could be checked: \(unsettled) \(unsettled == 1 ? "file" : "files") unsettled"
        #expect(run.result?.reason == (totals.checkedFiles > 0 ? nil : reason), "\(comment)\n\(run)")
    }

    /// Expects that Alluxio holds what the record says; how many files that are.
    private func check(_ stage: Stage, _ comment: Comment) throws -> Int {
        var record = Record()
        try record.read(stage.local.path("record"))
        for (path, event) in record.files {
            guard let content = event.content else { continue }
            #expect(try stage.holds(content, at: path), "\(path), \(comment)")
        }
        let root = try AlluxioPath("\(stage.root)/node_1")
        let there = try stage.server.client().listStatus(root, ListStatusOptions { $0.recursive = true })
        for entry in there where !entry.folder {
            #expect(record.files[entry.path] != nil, "\(entry.path) is in no record, \(comment)")
        }
        return record.files.values.filter { $0.content != nil }.count
    }
}
