import Measurement
import TestSupport
import Testing

@Suite("Bytes that are no encoded histogram")
struct HistogramDecodingTests {
    private let histogram = Histogram(of: (1...500).map { .microseconds($0 * $0) })

    private func expect(
        _ error: HistogramDecodingError, _ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(throws: error, sourceLocation: sourceLocation) { try Histogram(encoded: bytes) }
    }

    /// An encoding with these counters and everything else right.
    private func encoding(
        digits: UInt8 = 3, lowest: UInt64 = 100, highest: UInt64 = 3_600_000_000_000, counters: [UInt8],
        length: UInt32? = nil
    ) -> [UInt8] {
        func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
            withUnsafeBytes(of: number.bigEndian, Array.init)
        }
        return bytes(0x1c84_9313 as UInt32) + bytes(length ?? UInt32(counters.count)) + [
            0, 0, 0, 0, 0, 0, 0, digits,
        ]
            + bytes(lowest) + bytes(highest) + bytes((1.0).bitPattern) + counters
    }

    private func compressed(_ encoded: [UInt8], as stream: ([UInt8]) -> [UInt8] = { $0 }) -> [UInt8] {
        let bytes = stream(stored(encoded))
        return [0x1c, 0x84, 0x93, 0x14] + withUnsafeBytes(of: UInt32(bytes.count).bigEndian, Array.init)
            + bytes
    }

    /// A zlib stream that holds bytes as they are.
    private func stored(_ bytes: [UInt8]) -> [UInt8] {
        var (a, b): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            a = (a + UInt32(byte)) % 65_521
            b = (b + a) % 65_521
        }
        let length = UInt16(bytes.count)
        return [0x78, 0x01, 0x01] + withUnsafeBytes(of: length.littleEndian, Array.init)
            + withUnsafeBytes(of: (~length).littleEndian, Array.init) + bytes
            + withUnsafeBytes(of: (b << 16 | a).bigEndian, Array.init)
    }

    @Test("are refused with what is wrong about them")
    func refused() {
        expect(.truncated, [])
        expect(.truncated, Array(encoding(counters: []).dropLast()))
        expect(.unknownCookie(0x1c84_9301), [0x1c, 0x84, 0x93, 0x01] + encoding(counters: [0]).dropFirst(4))
        expect(.wrongLength, encoding(counters: [2], length: 2))
        expect(.wrongLength, encoding(counters: [2, 2], length: 1))
        expect(.truncatedCounter, encoding(counters: [2, 0x80]))
        expect(.tooManyCounters, encoding(counters: [2], length: .max))
        var shifted = encoding(counters: [2])
        shifted[11] = 5
        expect(.shifted(by: 5), shifted)
        expect(
            .impossibleLayout(significantDigits: 6, lowest: 100, highest: 3_600_000_000_000),
            encoding(digits: 6, counters: [2]))
        expect(
            .impossibleLayout(significantDigits: 3, lowest: 0, highest: 3_600_000_000_000),
            encoding(lowest: 0, counters: [2]))
        expect(
            .impossibleLayout(significantDigits: 3, lowest: 100, highest: 199),
            encoding(highest: 199, counters: [2]))
        expect(
            .impossibleLayout(significantDigits: 5, lowest: 1 << 50, highest: .max),
            encoding(digits: 5, lowest: 1 << 50, highest: UInt64(Int64.max), counters: [2]))
    }

    @Test("are refused where there are more counters than the layout has, in a run or one by one")
    func tooManyCounters() throws {
        // A run of 27,647 zeros is 55,293 in ZigZag, and the layout has one more counter.
        let run: [UInt8] = [0xfd, 0xaf, 0x03]
        #expect(try Histogram(encoded: encoding(counters: run + [2])).beyond == 1)
        expect(.tooManyCounters, encoding(counters: run + [2, 2]))
        expect(.tooManyCounters, encoding(counters: run + run))
        // Every bit set: the longest run there is.
        expect(.tooManyCounters, encoding(counters: Array(repeating: 0xff, count: 9)))
    }

    @Test("are refused where more was counted than can be added up")
    func tooLarge() throws {
        // 2⁵³ is 2⁵⁴ in ZigZag.
        let most: [UInt8] = [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20]
        #expect(try Histogram(encoded: encoding(counters: most)).count == 1 << 53)
        expect(.tooLarge, encoding(counters: most + [2]))
        expect(.tooLarge, encoding(counters: [0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]))
        // As many of an hour are more seconds than are added up.
        expect(.tooLarge, encoding(counters: [0xdb, 0xaf, 0x03] + most))
        // The longest time there is.
        #expect(
            try Histogram(
                encoded: encoding(
                    digits: 0, lowest: 1 << 61, highest: UInt64(Int64.max), counters: [0, 0, 2])
            )
            .max == .nanoseconds(Int64.max))
    }

    @Test("compressed are refused with what is wrong about them")
    func compressedRefused() throws {
        let whole = encoding(counters: [2])
        #expect(try Histogram(compressed: compressed(whole)).count == 1)
        func expect(_ error: HistogramDecodingError, _ bytes: [UInt8]) {
            #expect(throws: error) { try Histogram(compressed: bytes) }
        }
        expect(.truncated, [0x1c, 0x84, 0x93, 0x14])
        expect(.unknownCookie(0x1c84_9313), whole)
        expect(.wrongLength, compressed(whole) + [0])
        expect(.notZlib, compressed(whole) { $0.dropLast() })
        expect(.notZlib, compressed(whole) { $0 + [0] })
        expect(.notZlib, compressed(whole) { _ in [] })
        expect(.notZlib, compressed(whole) { $0.dropLast() + [$0.last! ^ 1] })
        expect(.truncated, compressed([]))
        expect(.wrongLength, compressed(whole + [2]))
        expect(.unknownCookie(0), compressed(Array(repeating: 0, count: 60_000)))
    }

    @Test("at random crash nothing, and what they hold, if anything, is whole")
    func random() throws {
        var random = SeededGenerator()
        let encoded = histogram.encoded()
        let compressed = histogram.compressed()
        let whole = try Histogram(compressed: compressed)
        var read = 0
        for _ in 0..<300 {
            // What is right until a few bytes of it, and bytes that are right nowhere but in the header.
            var bytes = random.next() % 2 == 0 ? encoded : Array(encoded.prefix(40))
            bytes += (0..<Int.random(in: 0...20, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
            }
            // Else the length would hide the rest.
            withUnsafeBytes(of: UInt32(bytes.count - 40).bigEndian) { bytes.replaceSubrange(4..<8, with: $0) }
            for candidate in [bytes, self.compressed(bytes)] {
                let histogram =
                    candidate == bytes
                    ? try? Histogram(encoded: candidate) : try? Histogram(compressed: candidate)
                guard let histogram else { continue }
                read += 1
                var counted = histogram.beyond
                histogram.forEachValue { _, count in counted += count }
                #expect(counted == histogram.count, "seed \(random.seed)")
                #expect(histogram.min <= histogram.max, "seed \(random.seed)")
                #expect(try Histogram(HistogramDocument(histogram)) == histogram, "seed \(random.seed)")
            }
            var packed = compressed
            packed[Int.random(in: packed.indices, using: &random)] ^=
                1 << UInt8.random(in: 0...7, using: &random)
            // Not all of a zlib header counts; the rest is held by a checksum.
            if let histogram = try? Histogram(compressed: packed) { #expect(histogram == whole) }
        }
        #expect(read > 10, "seed \(random.seed)")
    }
}
