import TestSupport
import Testing

@Suite("A proxy of two that can't be reached any more", .ownThread, .timeLimit(.minutes(20)))
struct LostProxyTests {
    /// Two ways to one proxy, of which the first is lost: the one that listings go through.
    private final class Ways {
        let stage: Stage
        private var first: TCPRelay?
        private let second: TCPRelay
        let hosts: String

        init() throws {
            let server = try RunningServer(.embedded)
            stage = try Stage(server)
            let relays = try (0...1).map { _ in try TCPRelay(to: server.host, port: server.port) }
            (first, second) = (relays[0], relays[1])
            hosts = relays.map { "127.0.0.1:\($0.port)" }.joined(separator: ",")
        }

        func loseFirst() { first = nil }

        func run(_ line: String) throws -> RunningTool {
            let words = "\(line) --nprocess 2 --iteration 100 --host \(hosts) --json result.json"
            return try Tool(in: stage.local.path).start(words.split(separator: " ").map(String.init))
        }
    }

    /// Runs a line, whose first proxy is lost in its midst, and expects that the process of the other is not disturbed.
    private func expectTheOtherGoesOn(_ line: String, by ways: Ways) async throws {
        let tool = try ways.run(line)
        try #require(tool.output { $0.contains("iteration 2/") ? true : nil } == true)
        ways.loseFirst()
        let ended = try await tool.end()
        #expect(ended.status == .exited(1), "\(ended)")
        let result = try ResultDocument(at: ways.stage.local.path("result.json"))
        #expect(result.processes[1].files == 100, "\(ended)")
        #expect(result.processes[0].files < 100)
        #expect(result.errors.allSatisfy { $0.first.process == 0 }, "\(ended)")
    }

    @Test("stops its own processes alone: what those of the other store is counted")
    func write() async throws {
        let ways = try Ways()
        try await expectTheOtherGoesOn(
            "parallel-write --node 1 --src source --dst \(ways.stage.root)", by: ways)
        #expect(try ways.stage.content("node_1/process_1") == ways.stage.source)
    }

    @Test("stops its own processes alone: those of the other read on")
    func read() async throws {
        let ways = try Ways()
        try ways.stage.write(ways.stage.source, to: "file")
        try await expectTheOtherGoesOn(
            "parallel-read --src \(ways.stage.root)/file --expect source", by: ways)
    }
}
