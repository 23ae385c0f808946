import TestSupport
import Testing

@testable import StressTest

@Suite("The estimate of a proxy's clock by the dates of its answers", .timeLimit(.minutes(20)))
struct ClockEstimateTests {
    /// An answer that took so long, and was dated by a clock that is so far ahead somewhere in between.
    private static func note(
        _ estimate: inout ClockEstimate, at sent: Double, took: Double, ahead: Double,
        _ random: inout SeededGenerator
    ) {
        let dated = sent + .random(in: 0...took, using: &random)
        estimate.note(date: (dated + ahead).rounded(.down), sent: sent, received: sent + took)
    }

    @Test(
        "holds the true offset within its uncertainty, which is less than half a second and an answer's time")
    func bounds() {
        var random = SeededGenerator()
        for _ in 0..<2000 {
            let ahead = Double.random(in: -3000...3000, using: &random)
            let (start, took) = (
                Double.random(in: 1e9...2e9, using: &random), Double.random(in: 0...0.3, using: &random)
            )
            var estimate = ClockEstimate()
            #expect(estimate.offset == nil)
            for number in 0..<Int.random(in: 1...60, using: &random) {
                Self.note(
                    &estimate, at: start + Double(number) * (took + 0.02), took: took, ahead: ahead, &random)
            }
            guard let offset = estimate.offset else {
                Issue.record("no offset, seed \(random.seed)")
                continue
            }
            #expect(abs(offset.seconds - ahead) <= offset.uncertainty + 1e-6, "seed \(random.seed)")
            #expect(offset.uncertainty <= 0.5 + took / 2 + 1e-6, "seed \(random.seed)")
        }
    }

    @Test("is as close as the answers before and after a second's beginning")
    func tick() throws {
        var random = SeededGenerator()
        for _ in 0..<500 {
            let ahead = Double.random(in: -30...30, using: &random)
            var estimate = ClockEstimate()
            for number in 0..<100 {
                Self.note(&estimate, at: 1e9 + Double(number) * 0.02, took: 0.001, ahead: ahead, &random)
            }
            let offset = try #require(estimate.offset)
            #expect(offset.uncertainty <= 0.012, "seed \(random.seed)")
        }
    }

    @Test("forgets what it knew before the clock was set")
    func setClock() throws {
        var estimate = ClockEstimate()
        estimate.note(date: 1000, sent: 1000.2, received: 1000.3)
        estimate.note(date: 5000, sent: 1000.4, received: 1000.5)
        let offset = try #require(estimate.offset)
        #expect(abs(offset.seconds - 4000) <= 0.6 && offset.uncertainty <= 0.55)
    }
}
