import TestSupport
import Testing

/// Stream ids are a proxy's own: behind a balancer that hands each request to another proxy an id is unknown, or somebody
/// else's stream.
@Suite("An address that leads to several proxies", .ownThread, .timeLimit(.minutes(20)))
struct BalancerTests {
    private static let diagnosis = "leads to several proxies, each with stream ids of its own"
    private static let advice = "name each of them in --host"

    private static func info(startedAt time: Int) -> ScriptedAlluxio.Answer {
        .instead([
            .text(200, #"{"configuration":{},"startTimeMs":\#(time),"uptimeMs":1,"version":"2.9.6"}"#)
        ])
    }

    /// A proxy that says to be another at every `turn`th look.
    private static func alluxio(
        turn: Int, answering: @escaping ScriptedAlluxio.Answering = { _ in .usual }
    ) throws -> ScriptedAlluxio {
        let looks = Counter()
        return try ScriptedAlluxio(answering: { call in
            call.operation == "proxy-info"
                ? info(startedAt: looks.next() % turn == 0 ? 2000 : 1000) : answering(call)
        })
    }

    @Test(
        "is refused, in words, by what opens streams: nothing was written or read",
        arguments: [
            "parallel-write --node 1 --src source", "parallel-read --src /a",
            "verify-write --node 1 --nfiles 1",
            "verify-read --src /a --dst . --nfiles 1",
        ])
    func refused(line: String) async throws {
        let alluxio = try Self.alluxio(turn: 2)
        let run = try await Stage(alluxio).run(line)
        #expect(run.isNotStarted, "\(run)")
        #expect(run.output.contains("127.0.0.1:\(alluxio.server.port) \(Self.diagnosis)"), "\(run)")
        #expect(run.output.contains(Self.advice), "\(run)")
        #expect(alluxio.calls.allSatisfy { ["proxy-info", "get-status"].contains($0.operation) })
    }

    @Test("is no matter to clean, which opens none")
    func clean() async throws {
        let alluxio = try Self.alluxio(turn: 2)
        let stage = try Stage(alluxio)
        alluxio.put(.file("\(stage.root)/node_1/process_0"))
        let run = try await stage.run("clean --node 1 --dst \(stage.root)")
        #expect(run.isPass, "\(run)")
        #expect(alluxio.entry("\(stage.root)/node_1/process_0") == nil)
    }

    /// Where it was not seen before the run.
    @Test("is warned of, once, when a stream that was just opened is unknown", arguments: ["write", "read"])
    func unknownStream(operation: String) async throws {
        let alluxio = try Self.alluxio(turn: 10) { call in
            call.operation == operation
                ? .instead(ScriptedAlluxio.refusal("INTERNAL", "stream does not exist")) : .usual
        }
        let stage = try Stage(alluxio)
        alluxio.put(.file("/a", noise(1000)))
        let run = try await stage.run(
            operation == "write"
                ? "parallel-write --node 1 --src source --dst \(stage.root) --nprocess 3 --iteration 2"
                : "parallel-read --src /a --nprocess 3 --iteration 2")
        #expect(run.isFail, "\(run)")
        #expect(run.errors.map(\.kind) == ["no-stream"])
        #expect(run.result?.warnings.filter { $0.contains(Self.diagnosis) }.count == 1, "\(run)")
    }

    @Test("is not said of one proxy that doesn't know a stream")
    func oneProxy() async throws {
        let alluxio = try ScriptedAlluxio(answering: { call in
            call.operation == "write"
                ? .instead(ScriptedAlluxio.refusal("INTERNAL", "stream does not exist")) : .usual
        })
        let run = try await Stage(alluxio).write()
        #expect(run.errors.map(\.kind) == ["no-stream"])
        #expect(!run.output.contains(Self.diagnosis), "\(run)")
    }

    @Test("that is nginx's before two embedded proxies is refused, too")
    func balancer() async throws {
        let proxies = try [RunningServer(.embedded), RunningServer(.embedded)]
        let balancer = try Nginx(before: proxies.map { ($0.port, 1) })
        let run = try await Tool().run(
            "parallel-write", "--node", "1", "--host", "127.0.0.1", "--port", "\(balancer.port)")
        #expect(run.status == .exited(3), "\(run)")
        #expect(run.output.contains("127.0.0.1:\(balancer.port) \(Self.diagnosis)"), "\(run)")
    }
}
