import FoundationEssentials
import Measurement
import TestSupport
import Testing

@Suite("Encoded histograms")
struct HistogramEncodingTests {
    @Test("keep each counter and what was beyond, and the rest to within a counter")
    func roundTrip() throws {
        var random = SeededGenerator()
        for count in [0, 1, 3, 1000, 10_000] {
            var histogram = Histogram.random(count: count, &random)
            for _ in 0..<Int.random(in: 0...20, using: &random) { histogram.merge(histogram) }
            for _ in 0..<Int.random(in: 0...2, using: &random) { histogram.record(.seconds(5000)) }
            for read in try [
                Histogram(encoded: histogram.encoded()), Histogram(compressed: histogram.compressed()),
            ] {
                #expect(read.count == histogram.count, "seed \(random.seed)")
                #expect(read.beyond == histogram.beyond, "seed \(random.seed)")
                #expect(
                    read.contents.split(separator: " ").dropFirst(6)
                        == histogram.contents.split(separator: " ").dropFirst(6))
                #expect(read.encoded() == histogram.encoded(), "seed \(random.seed)")
                guard histogram.beyond == 0, let mean = histogram.mean, let readMean = read.mean else {
                    continue
                }
                #expect(abs(readMean - mean) <= mean / 1000 + .nanoseconds(64), "seed \(random.seed)")
                #expect(read.min <= histogram.min && read.max >= histogram.max, "seed \(random.seed)")
            }
        }
    }

    @Test("are the bytes that HdrHistogram's format has")
    func bytes() {
        // A header, 23 counters at zero, and one of 300.
        var histogram = Histogram()
        for _ in 0..<300 { histogram.record(.nanoseconds(1500)) }
        let header: [UInt8] = [
            0x1c, 0x84, 0x93, 0x13, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 100,
            0, 0, 0x03, 0x46, 0x30, 0xb8, 0xa0, 0, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0,
        ]
        #expect(histogram.encoded() == header + [0x2d, 0xd8, 0x04])
    }

    @Test("as documents come back equal, through JSON too")
    func documents() throws {
        var random = SeededGenerator()
        for count in [0, 1, 1000] {
            var histogram = Histogram.random(count: count, &random)
            for _ in 0..<Int.random(in: 0...2, using: &random) { histogram.record(.seconds(90_000)) }
            // Beyond what 63 bits hold of nanoseconds.
            for _ in 0..<30 { histogram.merge(histogram) }
            let document = HistogramDocument(histogram)
            let json = try JSONEncoder().encode(document)
            let read = try JSONDecoder().decode(HistogramDocument.self, from: json)
            #expect(read == document)
            #expect(try Histogram(read) == histogram, "seed \(random.seed)")
        }
    }

    @Test("as documents are refused where the figures are another's")
    func inconsistentDocuments() {
        let document = HistogramDocument(Histogram(of: [.seconds(1), .seconds(5000)]))
        func expectInconsistent(_ change: (inout HistogramDocument) -> Void) {
            var changed = document
            change(&changed)
            #expect(throws: HistogramDecodingError.inconsistent) { try Histogram(changed) }
        }
        expectInconsistent { $0.count += 1 }
        expectInconsistent { $0.beyond = 0 }
        expectInconsistent { $0.sumNanoseconds = -1 }
        expectInconsistent { $0.minNanoseconds = -1 }
        expectInconsistent { $0.maxNanoseconds = 0 }
        expectInconsistent { $0.hdrHistogram = HistogramDocument(Histogram()).hdrHistogram }
        var changed = document
        changed.hdrHistogram += "?"
        #expect(throws: HistogramDecodingError.notBase64) { try Histogram(changed) }
        changed = HistogramDocument(Histogram())
        (changed.sumNanoseconds, changed.maxNanoseconds) = (.max, .max)
        #expect(throws: HistogramDecodingError.inconsistent) { try Histogram(changed) }
        changed = document
        changed.sumNanoseconds = .max
        #expect(throws: HistogramDecodingError.tooLarge) { try Histogram(changed) }
    }
}

private func abs(_ duration: Duration) -> Duration { duration < .zero ? .zero - duration : duration }
