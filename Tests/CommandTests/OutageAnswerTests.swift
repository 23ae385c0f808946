import Alluxio
import OSThreads
import TestSupport
import Testing

extension OutageTests {
    /// What the answers do not mean.
    @Suite("Answers that are well, and wrong")
    struct AnswerTests {
        private static let size = 900_000

        private static func write(_ scene: OutageScene, _ more: String = "") -> String {
            "parallel-write --node 1 --dst \(scene.stage.root) --size \(size) \(more)"
        }

        private func held(_ scene: OutageScene, after pieces: Int, atProxy proxy: Int = 0) throws -> HeldRelay
        {
            try HeldRelay(
                to: "127.0.0.1", port: scene.cluster.port(ofProxy: proxy), at: "/write", after: pieces)
        }

        @Test("F1: a worker killed in mid body loses the file: a finding, and no file that is counted")
        func workerKilled() async throws {
            let scene = try await OutageScene()
            let relay = try held(scene, after: 5)
            let run = try scene.start(Self.write(scene), result: "write.json", through: relay)
            try #require(relay.isHeld())
            try await scene.until("the worker has a block for the file") { scene.cluster.openBlocks > 0 }
            let ended = try await scene.cluster.killing("worker-0") {
                relay.letGo()
                return try await run.end()
            }
            try await scene.awaitService()
            let result = try scene.expect(
                ended, told: "write.json", OutageAccount(errors: [], findings: ["incomplete"]))
            #expect(result.totals.files == 0)
            #expect(result.left.isEmpty)
            try scene.expectFiles(1, of: Self.size, as: result)
            try await scene.expectNextRunPasses(after: result)
        }

        @Test("F2: an older stream of the path, closed late, completes the new file empty: a finding")
        func olderStream() async throws {
            let scene = try await OutageScene()
            let path = try scene.stage.path("node_1/process_0")
            let client = try scene.stage.server.client()
            let old = try client.createFile(path, CreateFileOptions { $0.recursive = true })
            try client.delete(path)
            let relay = try held(scene, after: 0)
            let run = try scene.start(Self.write(scene), result: "write.json", through: relay)
            try #require(relay.isHeld())
            try client.close(old)
            relay.letGo()
            let ended = try await run.end()
            let result = try scene.expect(
                ended, told: "write.json", OutageAccount(errors: [], findings: ["short"]))
            #expect(result.findings.map(\.length) == [Int64(Self.size)])
            try scene.expectFiles(1, of: Self.size, as: result)
            try await scene.expectNextRunPasses(after: result)
        }

        /// Each open writer has a whole block of 64 MB reserved; of 1 GB that is 16.
        @Test("F6: uploads that were cut, and undone, leave no block reserved on the worker")
        func cutUploads() async throws {
            let scene = try await OutageScene()
            let relay = try TCPRelay(to: "127.0.0.1", port: scene.cluster.port(ofProxy: 0))
            relay.cutAgainAndAgain(after: 3 << 20, .reset)
            let run = try scene.start(
                "parallel-write --node 1 --dst \(scene.stage.root) --size 20MB --nprocess 6 --iteration 4",
                result: "write.json", at: ["--host", "127.0.0.1", "--port", "\(relay.port)"])
            let ended = try await run.end()
            let result = try scene.expect(
                ended, told: "write.json", OutageAccount(errors: ["reset", "cut", "in-doubt", "stalled"]))
            #expect(result.totals.errorCount >= 17)
            withExtendedLifetime(relay) {}
            try expectRoom(for: 14, scene)
            try await scene.expectNextRunPasses(after: result)
        }

        /// Expects that so many writers can be open at once.
        private func expectRoom(for writers: Int, _ scene: OutageScene) throws {
            let client = try scene.stage.server.client()
            var open: [FileOutStream] = []
            defer {
                for stream in open {
                    try? client.delete(stream.path)
                    try? client.close(stream)
                }
            }
            for number in 0..<writers {
                let path = try scene.stage.path("room_\(number)")
                open.append(try client.createFile(path, CreateFileOptions { $0.recursive = true }))
                var bytes = 1
                try client.write(open[number]) { buffer in
                    defer { bytes = 0 }
                    buffer[0] = 0
                    return bytes
                }
            }
        }

        @Test("F10: an upload that outlasts the proxy's streams is cut, undone, and said to be that")
        func streamTimeout() async throws {
            let scene = try await OutageScene()
            try await scene.cluster.start("proxy-2", with: "alluxio.proxy.stream.cache.timeout=4s")
            let stage = try Stage(RunningServer(scene.cluster, proxy: 2))
            let relay = try held(scene, after: 5, atProxy: 2)
            let line = "parallel-write --node 1 --dst \(stage.root) --size 20MB --json result.json"
            let run = try Tool(in: stage.local.path).start(
                (line + " --host 127.0.0.1 --port \(relay.port)").split(separator: " ").map(String.init))
            try #require(relay.isHeld())
            try await stage.awaitCut("node_1/process_0")
            relay.letGo()
            let ended = try await run.end()
            #expect(ended.status == .exited(1), "\(ended)")
            let result = try ResultDocument(at: stage.local.path("result.json"))
            #expect(result.errors.count == 1 && result.findings.isEmpty, "\(ended)")
            let message = try #require(result.errors.first?.first.message)
            #expect(message.contains("the proxy closes streams after 4 s"), "\(message)")
            #expect(
                message.contains("raise alluxio.proxy.stream.cache.timeout, or write smaller files"),
                "\(message)")
            #expect(result.totals.files == 0 && result.left.isEmpty, "\(ended)")
            #expect(try stage.status("node_1/process_0") == nil)
            let next = try await stage.run("parallel-write --node 1 --dst \(stage.root) --size 1MB")
            #expect(next.isPass, "\(next)")
        }

        @Test("F11: another run on the same node is found, and neither counts what the other took away")
        func twoRuns() async throws {
            let scene = try await OutageScene()
            let relay = try held(scene, after: 5)
            let first = try scene.start(Self.write(scene, "--run 1"), result: "first.json", through: relay)
            try #require(relay.isHeld())
            let second = try await scene.stage.run(Self.write(scene, "--run 2"))
            #expect(second.isNotStarted, "\(second)")
            #expect(second.output.contains("another run of node 1 is at work, or one died (run 1)"))
            try await scene.expectPass(Self.write(scene, "--run 2 --force"))
            relay.letGo()
            let ended = try await first.end()
            let result = try scene.expect(
                ended, told: "first.json",
                OutageAccount(errors: ["two-runs", "already-exists", "unknown", "not-found", "internal"]))
            #expect(result.totals.files == 0)
            let mark = try scene.stage.mark("node_1/process_0")
            #expect(mark?.hasPrefix("1 2 ") == true, "the file of the second run stands: \(mark ?? "none")")
            try await scene.expectNextRunPasses(after: result)
        }

        @Test(
            "two proxies behind one address are told in words: before the run, or at a stream that is unknown",
            arguments: [1, 10])
        func balancer(weight: Int) async throws {
            let scene = try await OutageScene()
            let balancer = try Nginx(
                before: [(scene.cluster.port(ofProxy: 0), weight), (scene.cluster.port(ofProxy: 1), 1)])
            let run = try scene.start(
                Self.write(scene, "--iteration 12"), result: "write.json",
                at: ["--host", "127.0.0.1", "--port", "\(balancer.port)"])
            let ended = try await run.end()
            #expect(ended.status == .exited(weight == 1 ? 3 : 1), "\(ended)")
            #expect(ended.output.contains("127.0.0.1:\(balancer.port) leads to several proxies"), "\(ended)")
            if weight == 1 { #expect(try scene.files(ofNode: 1).isEmpty) }
        }
    }
}
