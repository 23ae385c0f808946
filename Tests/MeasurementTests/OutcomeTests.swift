import Measurement
import TestSupport
import Testing

@Suite("Outcomes")
struct OutcomeTests {
    /// One thing that was seen.
    private func record(_ outcome: inout Outcome, _ random: inout SeededGenerator) {
        let took = Duration.nanoseconds(Int64.random(in: 0...1_000_000_000, using: &random))
        let operation = ["read", "write"].randomElement(using: &random) ?? ""
        switch Int.random(in: 0..<5, using: &random) {
        case 0: outcome.record(seen { $0.recordSuccess(took, bytes: 7) }, of: operation)
        case 1: outcome.record(seen { $0.recordError(took) }, of: operation)
        case 2: outcome.recordFile(bytes: 9)
        case 3:
            let time = Double.random(in: 0...1000, using: &random)
            outcome.record(
                error: .init(kind: "reset", operation: operation), .init(message: "\(time)", time: time))
        default:
            let path = "/\(Int.random(in: 0..<3, using: &random))"
            outcome.record([Finding(.missing, path: path, length: 1, node: "1", process: 0)])
        }
    }

    /// One operation as its recorder saw it.
    private func seen(_ record: (OperationRecorder) -> Void) -> OperationOutcome {
        let recorder = OperationRecorder()
        record(recorder)
        return recorder.snapshot ?? OperationOutcome()
    }

    @Test("of parts merge to the outcome of the whole", arguments: 0..<10)
    func merging(_ round: Int) {
        var random = SeededGenerator()
        print("seed \(random.seed)")
        var whole = Outcome()
        var merged = Outcome()
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            var part = Outcome()
            for _ in 0..<Int.random(in: 0...50, using: &random) {
                var twin = random
                record(&part, &random)
                record(&whole, &twin)
            }
            merged.merge(part)
        }
        #expect(merged == whole, "seed \(random.seed)")
    }

    @Test("keep the first error of a kind whole, by time and not by who merges first")
    func firstError() {
        var early = Outcome()
        var late = Outcome()
        early.record(error: .init(kind: "reset", operation: "read"), .init(message: "early", time: 1))
        late.record(error: .init(kind: "reset", operation: "read"), .init(message: "late", time: 2))
        late.merge(early)
        let errors = late.errors[.init(kind: "reset", operation: "read")]
        #expect(errors?.count == 2)
        #expect(errors?.first.message == "early")
        #expect(errors?.lastTime == 2)
    }
}
