import TestSupport
import Testing

@testable import StressTest

@Suite("Comparison with a source")
struct ComparisonTests {
    /// The runs that a comparison finds when `bytes` come in pieces of the lengths that `cut` gives.
    private func runs(
        _ bytes: [UInt8], against source: SourceFile, fingerprints: Fingerprints? = nil,
        cut: (Int) -> Int
    ) throws -> [Comparison.ByteRun] {
        var comparison = Comparison(with: source, fingerprints: fingerprints)
        try bytes.withUnsafeBytes { all in
            var position = 0
            while position < all.count {
                let count = min(all.count - position, max(1, cut(position)))
                try comparison.take(UnsafeRawBufferPointer(rebasing: all[position..<position + count]))
                position += count
            }
        }
        comparison.finish()
        return comparison.runs
    }

    /// The definition, said another way: the differing places, joined where fewer than 16 equal bytes lie between two.
    private func definition(_ bytes: [UInt8], _ expected: [UInt8]) -> [Comparison.ByteRun] {
        var runs: [Comparison.ByteRun] = []
        for index in 0..<min(bytes.count, expected.count) where bytes[index] != expected[index] {
            if let last = runs.last, Int64(index) - last.end < 16 {
                runs[runs.count - 1].length = Int64(index) + 1 - last.offset
            } else {
                runs.append(.init(offset: Int64(index), length: 1))
            }
        }
        return runs
    }

    @Test("finds the runs that differ, however the bytes come", arguments: 0..<20)
    func randomDamage(_ round: Int) throws {
        var random = SeededGenerator()
        print("seed \(random.seed)")
        let folder = try TemporaryFolder()
        let expected = (0..<Int.random(in: 1...200_000, using: &random)).map {
            UInt8(truncatingIfNeeded: $0 &* 31 + $0 >> 8)
        }
        let source = try SourceFile(folder.write(expected, to: "source"))
        var bytes = expected
        for _ in 0..<Int.random(in: 0...40, using: &random) {
            let start = Int.random(in: 0..<bytes.count, using: &random)
            for index in start..<min(bytes.count, start + Int.random(in: 1...40, using: &random))
            where Bool.random(using: &random) {
                bytes[index] &+= 1
            }
        }
        if Bool.random(using: &random) {
            bytes += [1, 2, 3]
        } else {
            bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
        }
        let right = Array(definition(bytes, expected).prefix(100))
        for fingerprints in [nil, Fingerprints(source)] {
            let found = try runs(bytes, against: source, fingerprints: fingerprints) { _ in
                Int.random(in: 1...90_000, using: &random)
            }
            #expect(found == right, "seed \(random.seed)")
        }
    }

    @Test(
        "fingerprints tell a single changed bit, and words and blocks that changed places", arguments: 0..<20)
    func subtleDamage(_ round: Int) throws {
        var random = SeededGenerator()
        print("seed \(random.seed)")
        let folder = try TemporaryFolder()
        let expected = (0..<64 * 1024).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        let source = try SourceFile(folder.write(expected, to: "source"))
        let fingerprints = Fingerprints(source)
        #expect(fingerprints != nil)
        func isFound(_ bytes: [UInt8]) throws -> Bool {
            try !runs(bytes, against: source, fingerprints: fingerprints) { _ in 16_384 }.isEmpty
        }
        #expect(try !isFound(expected))
        for _ in 0..<50 {
            var bytes = expected
            bytes[Int.random(in: bytes.indices, using: &random)] ^=
                1 << UInt8.random(in: 0..<8, using: &random)
            #expect(try isFound(bytes), "seed \(random.seed)")
        }
        for size in [4, 8, 32, 64, 1024, 4096] {
            var bytes = expected
            let count = bytes.count / size
            let first = Int.random(in: 0..<count, using: &random)
            let second = (first + Int.random(in: 1..<count, using: &random)) % count
            for index in 0..<size { bytes.swapAt(first * size + index, second * size + index) }
            #expect(try isFound(bytes), "places of \(size) bytes, seed \(random.seed)")
        }
    }

    @Test("a gap of 15 equal bytes belongs to a run, one of 16 ends it")
    func gaps() throws {
        let folder = try TemporaryFolder()
        let source = try SourceFile(folder.write([UInt8](repeating: 0, count: 100), to: "source"))
        var bytes = [UInt8](repeating: 0, count: 100)
        for index in [10, 26, 43] { bytes[index] = 1 }
        let found = try runs(bytes, against: source) { _ in 7 }
        #expect(found == [.init(offset: 10, length: 17), .init(offset: 43, length: 1)])
    }

    @Test("keeps a hundred runs and counts the others")
    func many() throws {
        let folder = try TemporaryFolder()
        let source = try SourceFile(folder.write([UInt8](repeating: 0, count: 100_000), to: "source"))
        let bytes = (0..<100_000).map { UInt8($0 % 100 == 0 ? 1 : 0) }
        var comparison = Comparison(with: source)
        try bytes.withUnsafeBytes { try comparison.take($0) }
        comparison.finish()
        #expect(comparison.runs.count == 100)
        #expect(comparison.runsOmitted == 900)
    }

    @Test("a source of more than is kept in memory is compared piece by piece")
    func large() throws {
        let folder = try TemporaryFolder()
        var bytes = [UInt8](repeating: 7, count: (17 << 20) + 5)
        let source = try SourceFile(folder.write(bytes, to: "source"))
        bytes[16 << 20] = 8
        let found = try runs(bytes, against: source) { _ in 16_384 }
        #expect(found == [.init(offset: 16 << 20, length: 1)])
    }
}
