import Alluxio
import OSThreads
import TestSupport
import Testing

/// What is made to happen to a real Alluxio of the tests' own. Each of these tests has it to itself, and leaves it whole.
@Suite(
    "Outages of a real Alluxio", .serialized, .ownThread, .enabled(if: Cluster.isAtHand, Cluster.skipped),
    .timeLimit(.minutes(20)))
enum OutageTests {}

extension OutageTests {
    @Suite("A part that fails in the midst of runs")
    struct PartTests {
        struct Row: Sendable, CustomTestStringConvertible {
            var part: String
            var write: OutageAccount
            var read: OutageAccount
            var testDescription: String { part }
        }

        /// Long enough to be in the midst of.
        private static let size = 300 << 20

        private static func write(_ scene: OutageScene) -> String {
            "parallel-write --node 1 --dst \(scene.stage.root) --nprocess 2 --size \(size)"
        }

        private static func read(_ scene: OutageScene) -> String {
            "parallel-read --src \(scene.stage.root)/node_2/process_0 --nprocess 2 --dst copies"
        }

        /// What is written and what is read by two runs that are in the midst of it.
        private func begin(_ scene: OutageScene) async throws -> (
            write: RunningTool, read: RunningTool, relay: HeldRelay
        ) {
            try await scene.expectPass("parallel-write --node 2 --dst \(scene.stage.root) --size 50MB")
            let relay = try HeldRelay(
                to: "127.0.0.1", port: scene.cluster.port(ofProxy: 0), at: "/read", after: 100)
            let read = try scene.start(Self.read(scene), result: "read.json", through: relay)
            try #require(relay.isHeld())
            let write = try scene.start(Self.write(scene), result: "write.json")
            try await scene.awaitWriting(ofNode: 1, files: 2)
            return (write, read, relay)
        }

        private func expectTold(
            _ scene: OutageScene, write: Tool.Run, read: Tool.Run, as row: Row
        ) async throws {
            try await scene.awaitService()
            let written = try scene.expect(write, told: "write.json", row.write)
            try scene.expectFiles(2, of: Self.size, as: written)
            try await scene.expectNextRunPasses(after: written)
            let copied = try scene.expect(read, told: "read.json", row.read)
            let copies = try scene.stage.local.names(in: "copies").filter { $0.hasPrefix("process_") }
            #expect(copies.count == copied.totals.files)
            #expect(try scene.stage.local.names(in: "copies").allSatisfy { !$0.hasSuffix(".part") })
            #expect(copied.left.isEmpty)
            try await scene.expectPass(Self.read(scene))
        }

        @Test(
            "killed in mid write and in mid read, and started again",
            arguments: [
                Row(
                    part: "proxy-0", write: OutageAccount(errors: ["reset", "cut", "connect", "in-doubt"]),
                    read: OutageAccount(errors: ["cut", "reset", "connect"])),
                Row(
                    part: "worker-0",
                    write: OutageAccount(
                        errors: [
                            "worker-lost", "unavailable", "unknown", "internal", "no-space", "stalled",
                            "timeout",
                            "in-doubt",
                        ], findings: ["incomplete"]),
                    read: OutageAccount(
                        errors: [
                            "stalled", "cut", "reset", "timeout", "no-stream", "unavailable", "unknown",
                        ],
                        findings: ["short"])),
                // The bytes of one block go to and from the worker without it.
                Row(
                    part: "master",
                    write: OutageAccount(
                        errors: ["stalled", "timeout", "in-doubt", "unavailable", "unknown", "internal"],
                        findings: ["incomplete"]),
                    read: OutageAccount(errors: ["stalled", "timeout", "unavailable"], mayPass: true)),
            ])
        func killed(row: Row) async throws {
            let scene = try await OutageScene()
            let (write, read, relay) = try await begin(scene)
            let (written, copied) = try await scene.cluster.killing(row.part) {
                relay.letGo()
                return (try await write.end(), try await read.end())
            }
            try await expectTold(scene, write: written, read: copied, as: row)
        }

        /// F9: what the client gave up on is done all the same.
        @Test(
            "the master, paused in mid write, in mid read and between: what is done later is in doubt, and left"
        )
        func paused() async throws {
            let scene = try await OutageScene()
            let (write, read, relay) = try await begin(scene)
            let small = try scene.start(
                "parallel-write --node 3 --dst \(scene.stage.root) --nprocess 4 --size 4096 --block-size 1MB --iteration 1000000",
                result: "small.json")
            try #require(small.output { $0.contains("iteration 2/") ? true : nil } == true)
            let (written, copied, ended) = try await scene.cluster.pausing("master") {
                relay.letGo()
                return (try await write.end(), try await read.end(), try await small.end())
            }
            let account = OutageAccount(errors: ["in-doubt", "timeout", "stalled", "unavailable"])
            try await expectTold(
                scene, write: written, read: copied,
                as: Row(
                    part: "master", write: account,
                    read: OutageAccount(errors: ["stalled", "timeout", "unavailable"], mayPass: true)))
            // Each of its processes went on to a call that changes something, and then did nothing more.
            let result = try scene.expect(ended, told: "small.json", account)
            #expect(result.errors.contains { $0.kind == "in-doubt" })
            let processes = (0..<4).map { "\(scene.stage.root)/node_3/process_\($0)" }
            #expect(Set(result.left.map(\.path)).isSuperset(of: processes), "\(result.left)")
            try await scene.until("what was in doubt is done") { try scene.isDone(result.left) }
        }

        /// Of two proxies.
        @Test("a proxy of two: the processes of the other go on, and what they store is counted")
        func oneOfTwo() async throws {
            let scene = try await OutageScene()
            let ports = (0...1).map { scene.cluster.port(ofProxy: $0) }
            let run = try scene.start(
                "parallel-write --node 1 --dst \(scene.stage.root) --nprocess 2 --size \(Self.size)",
                result: "write.json", at: ["--host", ports.map { "127.0.0.1:\($0)" }.joined(separator: ",")])
            try await scene.awaitWriting(ofNode: 1, files: 2)
            let ended = try await scene.cluster.killing("proxy-0") { try await run.end() }
            try await scene.awaitService()
            let result = try scene.expect(
                ended, told: "write.json", OutageAccount(errors: ["reset", "cut", "connect", "in-doubt"]))
            #expect(result.totals.files == 1)
            #expect(result.processes.map(\.files) == [0, 1])
            try scene.expectFiles(2, of: Self.size, as: result)
            try await scene.expectNextRunPasses(after: result)
        }
    }
}
