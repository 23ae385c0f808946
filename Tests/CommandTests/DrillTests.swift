import TestSupport
import Testing

@Suite("drill", .ownThread, .serialized, .timeLimit(.minutes(10)))
struct DrillTests {
    @Test("tells every fault as it was, whatever is drawn", arguments: [1, 2, 3])
    func green(seed: Int) async throws {
        let run = try await Tool().run("drill", "--seed", "\(seed)")
        #expect(run.status == .exited(0), "\(run)")
        #expect(run.output.hasPrefix("seed \(seed)\n"))
        #expect(!run.output.contains("WRONG"))
        let verdict = try #require(run.output.split(separator: "\n").last)
        #expect(
            verdict.hasPrefix("PASS 50 faults, ")
                && verdict.hasSuffix("each told as it was, and nothing else"))
    }

    @Test("draws a seed where none is given, and says it")
    func drawn() async throws {
        let first = try await Tool().run("drill")
        let seed = try #require(first.output.split(separator: "\n").first?.dropFirst("seed ".count))
        #expect(Int(seed) != nil, "\(first)")
        #expect(first.status == .exited(0), "\(first)")
    }

    @Test("refuses a seed that is no number", arguments: ["x", "-1", "99999999999999999999"])
    func badSeed(seed: String) async throws {
        let run = try await Tool().run("drill", "--seed=\(seed)")
        #expect(run.status == .exited(2))
        #expect(run.output.contains("--seed"))
    }
}
