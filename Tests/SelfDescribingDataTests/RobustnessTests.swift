import SelfDescribingData
import TestSupport
import Testing

@Suite("Bytes of any kind and number", .timeLimit(.minutes(20)))
struct RobustnessTests {
    private static let offsets: [Int64] = [0, 1, 4095, 1 << 43, (1 << 44) - 100]
    private static let lengths: [Int64] = [0, 100, .max]

    private func noise(_ count: Int, using random: inout SeededGenerator) -> [UInt8] {
        // Of few values, too, so that zeros and repetitions occur.
        let most = [0, 1, 255].randomElement(using: &random) ?? 255
        return (0..<count).map { _ in .random(in: 0...UInt8(most), using: &random) }
    }

    @Test("are checked, decoded and explained, whatever they are")
    func anything() {
        var random = SeededGenerator()
        for number in 0..<400 {
            let bytes = noise(.random(in: 0...3000, using: &random), using: &random)
            let identity = Identity.random(using: &random)
            let offset = Self.offsets.randomElement(using: &random) ?? 0
            let length = Self.lengths.randomElement(using: &random) ?? 0
            var checker = Checker(identity, length: length, from: offset)
            var identifying = IdentifyingChecker(
                known: PartialIdentity(node: identity.node, process: identity.process, file: 0),
                length: length)
            var explainer = Explainer()
            var pieces: [Piece] = []
            bytes.withUnsafeBytes {
                checker.check($0)
                identifying.check($0)
                pieces = explainer.explain($0)
            }
            pieces += explainer.finish()
            #expect(
                pieces.reduce(0) { $0 + $1.length } == Int64(bytes.count)
                    && pieces.allSatisfy { $0.found == nil }, "seed \(random.seed), case \(number)")
            _ = checker.finish()
            #expect(identifying.finish() == .notGenerated, "seed \(random.seed), case \(number)")
        }
    }

    @Test("are held in bounded number: the first 100 differences, and how many more there are")
    func many() {
        let identity = Identity(run: 1, node: 2, process: 3, version: 4)
        var bytes = identity.bytes(at: 0, count: 100_000)
        for place in stride(from: 0, to: 100_000, by: 100) { bytes[place] ^= 1 }
        var checker = Checker(identity, length: 100_000)
        bytes.withUnsafeBytes { checker.check($0) }
        let differences = checker.finish()
        #expect(differences.first.count == 100 && differences.count == 1000 && differences.omitted == 900)
        #expect(differences.first.last == Difference(.flippedBits, offset: 9900, length: 1))
    }

    @Test("of a file from its middle on are held to their places")
    func middle() {
        let identity = Identity(run: 1, node: 2, process: 3, version: 4)
        let old = identity.with(version: 3)
        var checker = Checker(identity, length: 1 << 43, from: (1 << 42) + 5)
        (identity.bytes(at: (1 << 42) + 5, count: 100) + old.bytes(at: (1 << 42) + 105, count: 100))
            .withUnsafeBytes { checker.check($0) }
        let stale = Difference(
            .stale, offset: (1 << 42) + 105, length: 100, origin: Origin(old, at: (1 << 42) + 105))
        #expect(checker.finish().first == [stale])
        #expect(checker.checkedBytes == 200)
    }
}
