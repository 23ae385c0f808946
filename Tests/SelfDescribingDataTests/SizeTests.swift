import SelfDescribingData
import TestSupport
import Testing

/// Files of every size that is special in some way.
enum Sizes {
    static let small = Array(0...64) + [4095, 4096, 4097]
    static let powersOfTwo = (6...24).flatMap { power in [-1, 0, 1].map { (1 << power) + $0 } }
}

@Suite("A file of any size", .timeLimit(.minutes(20)))
struct SizeTests {
    private static let pieceSize = 64 << 10

    /// Checks a file that is made in pieces, with some of its bytes changed.
    private func differences(_ identity: Identity, count: Int, changes: [Int: UInt8] = [:]) -> [Difference] {
        var checker = Checker(identity, length: Int64(count))
        for start in stride(from: 0, to: count, by: Self.pieceSize) {
            var piece = identity.bytes(at: Int64(start), count: min(Self.pieceSize, count - start))
            for (index, byte) in changes where piece.indices.contains(index - start) {
                piece[index - start] = byte
            }
            piece.withUnsafeBytes { checker.check($0) }
        }
        return checker.finish().first
    }

    @Test("has no difference from itself", arguments: Sizes.small + Sizes.powersOfTwo)
    func clean(count: Int) {
        var random = SeededGenerator()
        let identity = Identity.random(using: &random)
        #expect(differences(identity, count: count) == [], "seed \(random.seed)")
    }

    @Test(
        "has one where a byte is wrong, wherever it is",
        arguments: Sizes.small.filter { $0 > 0 } + Sizes.powersOfTwo)
    func oneByte(count: Int) {
        var random = SeededGenerator()
        let identity = Identity.random(using: &random)
        for place in Set([0, count / 2, count - 1, Int.random(in: 0..<count, using: &random)]) {
            let right = identity.bytes(at: Int64(place), count: 1)[0]
            let wrong = right ^ .random(in: 1...255, using: &random)
            let kind: Difference.Kind = (right ^ wrong).nonzeroBitCount <= 2 ? .flippedBits : .garbage
            #expect(
                differences(identity, count: count, changes: [place: wrong])
                    == [Difference(kind, offset: Int64(place), length: 1)],
                "seed \(random.seed): byte \(place) of \(count)")
            if count > 1 << 20 { break }
        }
    }

    @Test(
        "has differences at its ends and borders",
        arguments: Sizes.powersOfTwo.filter { (33...70_000).contains($0) })
    func ends(count: Int) {
        var random = SeededGenerator()
        for _ in 0..<6 {
            var file = DamagedFile(.random(using: &random), count: count)
            let length = Int.random(in: 1...min(count, 100), using: &random)
            let start =
                [0, count - length, max(0, min(count - length, 4096 - length / 2))]
                .randomElement(using: &random) ?? 0
            file.damage(
                DamagedFile.Damage.allCases.randomElement(using: &random) ?? .bit, start..<start + length,
                using: &random)
            var checker = Checker(file.identity, length: Int64(count))
            file.bytes.withUnsafeBytes { checker.check($0) }
            #expect(
                checker.finish().first == Definition(file).differences,
                "seed \(random.seed): \(count) bytes, \(file.story)")
        }
    }
}
