import SelfDescribingData
import TestSupport
import Testing

@Suite("Differences from an identity", .timeLimit(.minutes(5)))
struct DifferenceTests {
    private func differences(
        _ bytes: [UInt8], from identity: Identity, using random: inout SeededGenerator
    ) -> Differences {
        var checker = Checker(identity, length: Int64(bytes.count))
        bytes.inPieces(upTo: [1, 50, 5000, 100_000].randomElement(using: &random) ?? 1, using: &random) {
            checker.check($0)
        }
        let differences = checker.finish()
        #expect(checker.checkedBytes == Int64(bytes.count))
        return differences
    }

    @Test("are what was put in at random, exactly")
    func random() {
        var random = SeededGenerator()
        let seed = random.seed
        for number in 0..<3000 {
            let file = DamagedFile.random(using: &random)
            let found = differences(file.bytes, from: file.identity, using: &random)
            #expect(
                found.first == Definition(file).differences,
                "seed \(seed), case \(number): \(file.bytes.count) bytes, \(file.story)")
        }
    }
}
