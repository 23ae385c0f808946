import TestSupport
import Testing

@Suite("drill", .ownThread, .serialized, .timeLimit(.minutes(20)))
struct DrillTests {
    @Test("tells every fault as it was, whatever is drawn", arguments: [1, 2, 3])
    func green(seed: Int) async throws {
        let run = try await Tool().run("drill", "--seed", "\(seed)")
        #expect(run.status == .exited(0), "\(run)")
        #expect(run.output.hasPrefix("seed \(seed)\n"))
        #expect(!run.output.contains("WRONG"))
        let verdict = try #require(run.output.split(separator: "\n").last)
        #expect(
            verdict.hasPrefix("PASS 72 faults, ")
                && verdict.hasSuffix("each told as it was, and nothing else"))
    }

    @Test(
        "tells all faults, at once and at random, as they were, and leaves nothing open",
        arguments: [1, 2, 3])
    func atRandom(seed: Int) async throws {
        let run = try await Tool().run("drill", "--seed", "\(seed)", "--duration", "3")
        #expect(run.status == .exited(0), "\(run)")
        let verdict = try #require(run.output.split(separator: "\n").last)
        #expect(verdict.hasPrefix("PASS ") && verdict.hasSuffix("and nothing is left open"), "\(run)")
    }

    @Test("draws a seed where none is given, and says it")
    func drawn() async throws {
        let first = try await Tool().run("drill")
        let seed = try #require(first.output.split(separator: "\n").first?.dropFirst("seed ".count))
        #expect(Int(seed) != nil, "\(first)")
        #expect(first.status == .exited(0), "\(first)")
    }

    @Test(
        "refuses a seed that is no number, and a time that is none",
        arguments: ["--seed=x", "--seed=-1", "--seed=99999999999999999999", "--duration=0", "--duration=x"])
    func badValue(option: String) async throws {
        let run = try await Tool().run("drill", option)
        #expect(run.status == .exited(2))
        #expect(run.output.contains(option.prefix { $0 != "=" }))
    }
}
