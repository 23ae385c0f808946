import Measurement
import TestSupport
import Testing

@testable import StressTest

@Suite("The iterations of a run")
struct IterationSeriesTests {
    /// Iterations of random figures, each a second after the one before.
    private static func iterations(_ count: Int, seed: UInt64) -> [IterationRecord] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { number in
            var tally = Tally()
            tally.files = .random(in: 0...20, using: &random)
            tally.bytes = .random(in: 0...1_000_000, using: &random)
            tally.errors = .random(in: 0...3, using: &random)
            tally.findings = .random(in: 0...3, using: &random)
            // Parts of 1/64 are summed up exactly in whatever order.
            let parts = { (random: inout SeededGenerator) in
                Double(Int.random(in: 1...64, using: &random)) / 64
            }
            return IterationRecord(
                start: Double(number), seconds: parts(&random), tally, skew: parts(&random))
        }
    }

    @Test("are kept as they were up to 500", arguments: [0, 1, 499, 500])
    func few(count: Int) {
        let iterations = Self.iterations(count, seed: 1)
        var series = Series<IterationRecord>(limit: 500)
        for iteration in iterations { series.add(iteration) }
        #expect(series.elements == iterations)
    }

    @Test(
        "are of equally many in each record beyond, at most 500 records, and nothing of them is lost",
        arguments: [501, 502, 1000, 1001, 1999, 2001, 100_000])
    func many(count: Int) {
        let seed = UInt64.random(in: .min ... .max)
        let iterations = Self.iterations(count, seed: seed)
        var series = Series<IterationRecord>(limit: 500)
        for iteration in iterations { series.add(iteration) }

        let records = series.elements
        let size = records.first?.iterations ?? 0
        #expect((250...500).contains(records.count), "seed \(seed)")
        #expect(records.dropLast().allSatisfy { $0.iterations == size }, "seed \(seed)")
        var rest = iterations[...]
        for record in records {
            let own = rest.prefix(record.iterations)
            rest = rest.dropFirst(record.iterations)
            #expect(record.start == own.first?.start, "seed \(seed)")
            #expect(record.seconds == own.reduce(0) { $0 + $1.seconds }, "seed \(seed)")
            #expect(record.skew == own.map(\.skew).max(), "seed \(seed)")
            #expect(record.tally == own.reduce(Tally()) { $0 + $1.tally }, "seed \(seed)")
        }
        #expect(rest.isEmpty, "seed \(seed)")
    }
}
