import Alluxio
import Measurement
import OSThreads
import StressTest
import TestSupport
import Testing

@Suite("mixed over several nodes", .ownThread, .timeLimit(.minutes(20)))
struct MixedNodesTests {
    /// What each node has said in each iteration, until all have.
    private final class Board: Sendable {
        private let nodes: Int
        private let said = Monitor<[Int: [Int: StoredFiles]]>([:])

        init(nodes: Int) { self.nodes = nodes }

        /// Says it for a node, and hears it of all, in their order.
        func exchange(_ node: Int, _ iteration: Int, _ own: StoredFiles) -> [StoredFiles] {
            said.update { $0[iteration, default: [:]][node] = own }
            let all = said.wait { [nodes] said in
                said[iteration].flatMap { $0.count == nodes ? $0 : nil }
            }
            return (all ?? [:]).sorted { $0.key < $1.key }.map(\.value)
        }
    }

    private static func plan(_ node: Int, _ server: RunningServer, root: String) throws -> MixedPlan {
        let name = try #require(NodeName("\(node)"))
        let writing = WritePlan(
            deployment: Deployment(proxies: [ProxyAddress(host: server.host, port: server.port)]),
            layout: FileLayout(root: try AlluxioPath(root), node: name, filesOfAProcess: 4), processes: 2,
            length: .iterations(4), pace: nil,
            content: .generated(run: 77, node: UInt16(node), length: 20_000), writeType: .mustCache,
            blockSize: 1 << 20, run: 77, marks: true, force: false)
        return MixedPlan(writing: writing, readers: 3, readType: nil)
    }

    @Test(
        "reads what all of them had stored when the iteration began, each file about as often",
        arguments: Server.all)
    func nodes(on server: Server) async throws {
        let stage = try Stage(server)
        let board = Board(nodes: 3)
        let states = (0..<3).map { _ in RunState(processes: 5) }
        let failures = Monitor<[String]>([])
        let threads = try (0..<3).map { node in
            let plan = try Self.plan(node, stage.server, root: stage.root)
            return try OSThread { [state = states[node]] in
                let load = MixedLoad(plan, state: state) { board.exchange(node, $0, $1) }
                do { try load.run { _, _ in } } catch { failures.withLock { $0.append("\(error)") } }
            }
        }
        for thread in threads { thread.join() }
        #expect(failures.withLock { $0 } == [])
        var sum = Outcome()
        for state in states {
            let outcome = state.outcome
            // Three iterations of three readers with two files each.
            #expect(outcome.operations["read-file"]?.count == 18)
            #expect(outcome.operations["write-file"]?.count == 16)
            #expect(outcome.runs[77]?.nodes == [0, 1, 2])
            sum.merge(outcome)
        }
        #expect(sum.errorCount == 0 && sum.findingCount == 0)
        #expect(sum.checkedFiles == 54 && sum.runs[77]?.lowest == 1 && sum.runs[77]?.highest == 2)
    }
}
