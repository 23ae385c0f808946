import Measurement
import TestSupport
import Testing

@Suite("Histograms")
struct HistogramTests {
    @Test("give percentiles that are at most one part in a thousand, or 64 ns, above the sorted durations'")
    func percentiles() {
        var random = SeededGenerator()
        for count in [1, 2, 10, 999, 20_000] {
            let sorted = Duration.random(count, &random).sorted()
            let histogram = Histogram(of: sorted.shuffled(using: &random))
            for part in [0, 0.001, 0.5, 0.9, 0.99, 0.999, 1] {
                let exact = sorted[max(0, Int((part * Double(count)).rounded(.up)) - 1)]
                let found = histogram.percentile(part) ?? .zero
                #expect(found >= exact, "seed \(random.seed)")
                #expect(found <= exact + max(exact / 1000, .nanoseconds(64)), "seed \(random.seed)")
            }
        }
    }

    @Test("keep count, sum, least and greatest exactly")
    func exactFigures() {
        var random = SeededGenerator()
        let durations = Duration.random(1000, &random)
        let histogram = Histogram(of: durations)
        #expect(histogram.count == 1000)
        #expect(histogram.sum == durations.reduce(.zero, +), "seed \(random.seed)")
        #expect(histogram.min == durations.min(), "seed \(random.seed)")
        #expect(histogram.max == durations.max(), "seed \(random.seed)")
        #expect(histogram.mean == durations.reduce(.zero, +) / 1000, "seed \(random.seed)")
    }

    @Test("of parts, in any order, merge to the histogram of the whole")
    func merging() {
        var random = SeededGenerator()
        let durations = Duration.random(3000, &random)
        let parts = stride(from: 0, to: 3000, by: 300).map { Histogram(of: durations[$0..<$0 + 300]) }
        let merged = parts.shuffled(using: &random).reduce(into: Histogram()) { $0.merge($1) }
        #expect(merged == Histogram(of: durations), "seed \(random.seed)")
    }

    @Test("count what lasts longer than an hour as that, and lose nothing of it")
    func beyond() {
        let histogram = Histogram(of: [.seconds(1), .seconds(3600), .seconds(3601), .seconds(7200)])
        #expect(histogram.count == 4)
        #expect(histogram.beyond == 2)
        #expect(histogram.max == .seconds(7200))
        #expect(histogram.sum == .seconds(14_402))
        #expect(histogram.percentile(0.75) == .seconds(7200))
        #expect((histogram.percentile(0.5) ?? .zero) <= .seconds(3604))
    }

    @Test("of nothing have no percentiles and no mean")
    func nothing() {
        #expect(Histogram().percentile(0.5) == nil)
        #expect(Histogram().mean == nil)
        #expect(Histogram().count == 0)
    }

    @Test("tell what came since an earlier state")
    func since() {
        var random = SeededGenerator()
        let (early, late) = (Duration.random(500, &random), Duration.random(700, &random))
        let before = Histogram(of: early)
        let since = Histogram(of: early + late).since(before)
        let expected = Histogram(of: late)
        #expect(since.count == 700)
        #expect(since.sum == expected.sum, "seed \(random.seed)")
        for part in [0.5, 0.9, 0.99] {
            let (found, exact) = (since.percentile(part) ?? .zero, expected.percentile(part) ?? .zero)
            #expect(found >= exact && found <= exact + exact / 1000 + .nanoseconds(64), "seed \(random.seed)")
        }
        #expect(before.since(before).count == 0)
    }

    @Test("are the same again when they were packed")
    func packed() {
        var random = SeededGenerator()
        let histogram = Histogram(of: Duration.random(1000, &random) + [.seconds(5000)])
        #expect(PackedHistogram(histogram).histogram == histogram, "seed \(random.seed)")
        #expect(PackedHistogram(Histogram()).histogram == Histogram())
    }

    @Test("that are recorded without a lock are those that are recorded plainly, whoever looks meanwhile")
    func recorder() async {
        var random = SeededGenerator()
        let durations = Duration.random(50_000, &random)
        let recorder = HistogramRecorder()
        async let looks = Task.detached {
            var counts: [Int64] = []
            repeat { counts.append(recorder.snapshot.count) } while counts.last != 50_000
            return counts
        }.value
        await Task.detached { for duration in durations { recorder.record(duration) } }.value
        #expect(await looks == looks.sorted(), "seed \(random.seed)")
        #expect(recorder.snapshot == Histogram(of: durations), "seed \(random.seed)")
    }
}
