import SelfDescribingData
import TestSupport
import Testing

@Suite("A block of a file", .timeLimit(.minutes(2)))
struct DecodingTests {
    private let identity = Identity(run: 77, node: 2, process: 3, file: 5, version: 4)
    private let path = PartialIdentity(node: 2, process: 3, file: 5)

    private func decoded(
        _ bytes: [UInt8], number: UInt32 = 0, fileLength: Int64? = nil,
        known: PartialIdentity = PartialIdentity()
    ) -> Origin? {
        bytes.withUnsafeBytes {
            Identity.decoded(fromBlock: $0, number: number, fileLength: fileLength, known: known)
        }
    }

    /// These bytes where the words of `places` are right, and noise everywhere else.
    private func only(_ places: [Int], of bytes: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
        bytes.indices.map { places.contains($0 / 8) ? bytes[$0] : .random(in: 0...255, using: &random) }
    }

    @Test("says where it belongs, whichever it is")
    func any() {
        var random = SeededGenerator()
        for _ in 0..<300 {
            let identity = Identity.random(using: &random)
            let number = UInt32.random(in: 0 ... .max, using: &random)
            let offset = Int64(number) * 4096
            let block = identity.bytes(at: offset, count: .random(in: 32...4096, using: &random))
            #expect(
                decoded(block, number: number) == Origin(identity, at: offset), "seed \(random.seed)")
            #expect(decoded(block, number: 9) == Origin(identity, at: offset), "seed \(random.seed)")
        }
    }

    @Test(
        "decodes by any 32 bytes of it in whole words",
        arguments: [
            [0, 1, 2, 3], [508, 509, 510, 511], [101, 102, 103, 104], [0, 1, 510, 511], [3, 100, 201, 400],
            [0, 2, 4, 5], [7, 9, 11, 400],
        ])
    func fourWords(places: [Int]) {
        var random = SeededGenerator()
        let block = only(places, of: identity.bytes(at: 40_960, count: 4096), using: &random)
        #expect(decoded(block, number: 10) == Origin(identity, at: 40_960), "seed \(random.seed)")
    }

    @Test("does not by fewer", arguments: [[], [0, 1], [0, 1, 2], [100, 101, 103]])
    func tooFew(places: [Int]) {
        var random = SeededGenerator()
        let block = only(places, of: identity.bytes(at: 40_960, count: 4096), using: &random)
        #expect(decoded(block, number: 10) == nil, "seed \(random.seed)")
    }

    @Test("does not where it lies beyond the file's end")
    func beyondEnd() {
        let block = identity.bytes(at: 40_960, count: 4096)
        #expect(decoded(block, number: 3, fileLength: 40_960) == nil)
        #expect(decoded(block, number: 3, fileLength: 40_961) == Origin(identity, at: 40_960))
    }

    @Test("of 16 to 31 bytes decodes where node, process, file and place are known", arguments: 16...31)
    func short(count: Int) {
        let block = identity.bytes(at: 8192, count: count)
        #expect(decoded(block, number: 2, known: path) == Origin(identity, at: 8192))
        #expect(decoded(block, number: 2) == nil)
        #expect(decoded(block, number: 1, known: path) == nil)
        #expect(decoded(block, number: 2, known: PartialIdentity(node: 2, process: 4, file: 5)) == nil)
        #expect(decoded(block.map { ~$0 }, number: 2, known: path) == nil)
    }

    @Test("of a file of 8 to 15 bytes decodes where the run is known, too", arguments: 8...15)
    func word(count: Int) {
        let file = identity.bytes(at: 0, count: count)
        let known = PartialIdentity(run: 77, node: 2, process: 3, file: 5)
        #expect(decoded(file, fileLength: Int64(count), known: known) == Origin(identity, at: 0))
        #expect(decoded(file, fileLength: Int64(count), known: path) == nil)
        let another = PartialIdentity(run: 78, node: 2, process: 3, file: 5)
        #expect(decoded(file, fileLength: Int64(count), known: another) == nil)
    }

    @Test("of fewer bytes does not decode", arguments: 0...7)
    func tiny(count: Int) {
        let known = PartialIdentity(run: 77, node: 2, process: 3, file: 5, version: 4)
        #expect(decoded(identity.bytes(at: 0, count: count), known: known) == nil)
    }
}
