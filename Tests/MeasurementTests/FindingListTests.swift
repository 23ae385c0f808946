import Measurement
import TestSupport
import Testing

@Suite("Findings", .timeLimit(.minutes(20)))
struct FindingListTests {
    private func finding(_ path: String, at offset: Int64 = 0, process: Int = 0) -> Finding {
        Finding(.garbage, path: path, offset: offset, length: 1, node: "1", process: process)
    }

    private func outcome(_ findings: [Finding]) -> Outcome {
        var outcome = Outcome()
        outcome.record(findings)
        return outcome
    }

    /// As if processes had met these, one by one, each again in several iterations.
    private func merged(_ parts: [[Finding]], iterations: Int) -> Outcome {
        var sum = Outcome()
        for part in parts {
            var process = Outcome()
            for _ in 0..<iterations { process.record(part) }
            sum.merge(process)
        }
        return sum
    }

    @Test("met again are listed once, with how often, and counted, whoever met them")
    func again() {
        let sum = merged([[finding("/x")], [finding("/x", process: 1), finding("/y")]], iterations: 3)
        #expect(sum.findings.entries.map(\.finding) == [finding("/x"), finding("/y")])
        #expect(sum.findings.entries.map(\.times) == [6, 3])
        #expect(sum.findingCount == 9 && sum.findingsOmitted == 7)
    }

    @Test("that differ in anything that makes them another are listed each")
    func differing() {
        let first = finding("/x")
        var others = Array(repeating: first, count: 7)
        others[0].kind = .zeros
        others[1].offset = 1
        others[2].length = 2
        others[3].path = "/y"
        others[4].isOfLocalCopy = true
        others[5].found = .init(run: 1, node: 1, process: 0, file: 0, version: 1, offset: 0)
        others[6].found = .init(run: 1, node: 1, process: 0, file: 0, version: 1, offset: 1)
        let sum = outcome([first] + others)
        #expect(sum.findings.entries.map(\.finding) == [first] + others)
        #expect(sum.findingCount == 8 && sum.findingsOmitted == 0)
    }

    @Test("of a file are listed up to a hundred, whatever the iterations", arguments: [1, 7])
    func manyOfAFile(iterations: Int) {
        let many = (0..<250).map { finding("/x", at: $0 * 20) }
        let sum = merged([many, [finding("/y")]], iterations: iterations)
        #expect(sum.findings.entries.map(\.finding) == many.prefix(100) + [finding("/y")])
        #expect(sum.findings.entries.allSatisfy { $0.times == iterations })
        #expect(sum.findingCount == 251 * iterations && sum.findingsOmitted == 251 * iterations - 101)
    }

    @Test("of a run are listed up to 5,000, and then still the first one of each file")
    func manyFiles() {
        let files = (0..<120).map { file in (0..<90).map { finding("/\(file)", at: $0 * 20) } }
        let sum = merged(files, iterations: 2)
        let listed = Dictionary(grouping: sum.findings.entries.map(\.finding), by: \.path).mapValues(\.count)
        #expect(listed.count == 120)
        #expect((0..<55).allSatisfy { listed["/\($0)"] == 90 })
        #expect(listed["/55"] == 50)
        #expect((56..<120).allSatisfy { listed["/\($0)"] == 1 })
        #expect(sum.findings.entries.last?.finding == finding("/119"))
        #expect(sum.findingCount == 2 * 120 * 90)
        #expect(sum.findingsOmitted == sum.findingCount - 5_000 - 64)
    }

    @Test("of a run are listed up to 100,000 in all, however many processes met how many")
    func withoutEnd() {
        let processes = (0..<60).map { process in (0..<2000).map { finding("/\(process)/\($0)") } }
        let sum = merged(processes, iterations: 1)
        #expect(sum.findings.entries.count == 100_000)
        #expect(sum.findingCount == 120_000 && sum.findingsOmitted == 20_000)
    }

    @Test("of parts merge to those of the whole, beyond what is listed, too", arguments: 0..<10)
    func merging(_ round: Int) {
        var random = SeededGenerator()
        print("seed \(random.seed)")
        let parts = (0..<8).map { process in
            (0..<Int.random(in: 0...2000, using: &random)).map { _ in
                finding(
                    "/\(Int.random(in: 0..<60, using: &random))",
                    at: Int64.random(in: 0..<130, using: &random) * 20, process: process)
            }
        }
        let (whole, sum) = (outcome(Array(parts.joined())), merged(parts, iterations: 1))
        #expect(
            sum.findings.entries.map(\.finding) == whole.findings.entries.map(\.finding),
            "seed \(random.seed)")
        #expect(sum.findingCount == whole.findingCount, "seed \(random.seed)")
    }
}
