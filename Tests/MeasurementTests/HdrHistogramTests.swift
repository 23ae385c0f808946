import FoundationEssentials
import Measurement
import OSThreads
import TestSupport
import Testing

/// What one writes the other reads: this implementation, and HdrHistogram's in Python.
@Suite("Histograms and HdrHistogram", .ownThread)
struct HdrHistogramTests {
    private static let ours = "100 3600000000000 3"

    private func base64(_ histogram: Histogram) -> String {
        Data(histogram.compressed()).base64EncodedString()
    }

    private func histogram(_ base64: String) throws -> Histogram {
        try Histogram(compressed: Array(#require(Data(base64Encoded: base64))))
    }

    @Test("it reads every counter of ours, and says the same percentiles")
    func oursByTheirs() throws {
        var random = SeededGenerator()
        var histograms = [Histogram()]
        // Either side of where the counters become coarser, and both ends.
        for nanoseconds in [0, 1, 63, 64, 131_071, 131_072, 262_143, 262_144, 3_600_000_000_000] {
            histograms.append(Histogram(of: [.nanoseconds(nanoseconds)]))
        }
        for thousands in [1, 2, 20] { histograms.append(.random(count: thousands * 1000, &random)) }
        var large = Histogram.random(count: 1000, &random)
        for _ in 0..<40 { large.merge(large) }
        histograms.append(large)

        let said = try HdrHistogramPython.run("read", histograms.map(base64))
        // Others know no least and greatest but those of the counters, as what is read again.
        for (histogram, said) in zip(histograms, said) {
            #expect(try said == Histogram(compressed: histogram.compressed()).contents, "seed \(random.seed)")
            #expect(
                said.split(separator: " ").dropFirst(6)
                    == histogram.contents.split(separator: " ").dropFirst(6))
        }
        #expect(said.count == histograms.count)
    }

    @Test("what ours counted as longer than an hour it reads as just that")
    func oursBeyondByTheirs() throws {
        let histogram = Histogram(of: [.seconds(1), .seconds(3601), .seconds(3602), .seconds(9999)])
        let said = try HdrHistogramPython.run("read", [base64(histogram)])
        // One counter at one second, and the first whose values all lie past the hour.
        #expect(
            said == [
                "4 3603477561343 3603477561343 3603477561343 3603477561343 3603477561343 999817216:1 3601330077696:3"
            ])
    }

    @Test("ours reads every counter of its, and says the same percentiles")
    func theirsByOurs() throws {
        var random = SeededGenerator()
        var lines = [
            Self.ours, "\(Self.ours) 0:1", "\(Self.ours) 3600000000000:7", "\(Self.ours) 100:9000000000",
        ]
        for count in [1000, 5000] {
            let values = (0..<count).map { _ in
                Int64.random(in: 0..<1 << Int64.random(in: 1...41, using: &random), using: &random)
            }
            lines.append("\(Self.ours) " + values.map { "\($0):1" }.joined(separator: " "))
        }
        let said = try HdrHistogramPython.run("write", lines)
        try #require(said.count == 2 * lines.count)
        for pair in stride(from: 0, to: said.count, by: 2) {
            #expect(try histogram(said[pair]).contents == said[pair + 1], "seed \(random.seed)")
        }
    }

    @Test(
        "ours reads other layouts, with percentiles that are at most one part in a thousand, or 64 ns, above")
    func otherLayouts() throws {
        var random = SeededGenerator()
        let layouts = [
            "1 3600000000000 3", "1000 86400000000000 2", "1 10000000000000 4", "1000000 7200000000000 1",
        ]
        let lines = layouts.map { layout in
            let values = (0..<1000).map { _ in
                Int64.random(in: 0..<1 << Int64.random(in: 1...41, using: &random), using: &random)
            }
            return layout + " " + values.map { "\($0):3" }.joined(separator: " ")
        }
        let said = try HdrHistogramPython.run("write", lines)
        try #require(said.count == 2 * lines.count)
        for pair in stride(from: 0, to: said.count, by: 2) {
            let read = try histogram(said[pair])
            let figures = said[pair + 1].split(separator: " ").prefix(6).compactMap { Int64($0) }
            #expect(read.count == figures[0])
            for (part, theirs) in zip([0.5, 0.9, 0.99, 0.999, 1], figures.dropFirst()) {
                let found = try #require(read.percentile(part)).wholeNanoseconds
                #expect(found >= theirs && found <= theirs + max(theirs / 1000, 64), "seed \(random.seed)")
            }
        }
    }

    @Test("what it counted past an hour, ours counts as longer than an hour")
    func theirsBeyondByOurs() throws {
        let said = try HdrHistogramPython.run(
            "write", ["1 86400000000000 3 1000000000:5 3601000000000:2 4000000000000:3 80000000000000:1"])
        let read = try histogram(said[0])
        #expect(read.count == 11)
        // Of the second one the counter begins before the hour.
        #expect(read.beyond == 4)
        #expect(read.max >= .seconds(80_000) && read.max <= .seconds(80_080))
        #expect(read.percentile(1) == read.max)
    }
}
