import SelfDescribingData
import TestSupport
import Testing

/// Files in which all but one block, or all but a few words of it, are noise.
@Suite("A block of a file", .timeLimit(.minutes(20)))
struct DecodingTests {
    private let identity = Identity(run: 77, node: 2, process: 3, file: 5, version: 4)
    private let path = PartialIdentity(node: 2, process: 3, file: 5)

    /// What a file of these bytes is held to, and where the first of its bytes that are not in their place came from.
    private func decoded(
        _ bytes: [UInt8], fileLength: Int64? = nil, known: PartialIdentity = PartialIdentity()
    ) -> (identity: Identity, firstOrigin: Origin?)? {
        var checker = IdentifyingChecker(known: known, length: fileLength)
        bytes.withUnsafeBytes { checker.check($0) }
        guard case .checked(let identity, _, let differences) = checker.finish() else { return nil }
        return (identity, differences.first.first?.origin)
    }

    private func noise(_ count: Int, using random: inout SeededGenerator) -> [UInt8] {
        (0..<count).map { _ in .random(in: 0...255, using: &random) }
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
            let offset = Int64(UInt32.random(in: 1 ... .max, using: &random)) * 4096
            let found = decoded(
                identity.bytes(at: offset, count: .random(in: 32...4096, using: &random)))
            #expect(found?.identity == identity, "seed \(random.seed)")
            // Its first byte may by chance be what should be there.
            let origin = found?.firstOrigin
            #expect(origin?.identity == identity, "seed \(random.seed)")
            #expect((0..<8).contains((origin?.offset ?? -1) - offset), "seed \(random.seed)")
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
        let block = only(places, of: identity.bytes(count: 4096), using: &random)
        #expect(decoded(block)?.identity == identity, "seed \(random.seed)")
    }

    @Test("is what most of it is, where 32 bytes of another version stand first")
    func most() {
        let other = identity.with(version: identity.version + 1)
        let block = other.bytes(count: 32) + identity.bytes(at: 32, count: 4064)
        #expect(decoded(block)?.identity == identity)
    }

    @Test("does not by fewer", arguments: [[], [0, 1], [0, 1, 2], [100, 101, 103]])
    func tooFew(places: [Int]) {
        var random = SeededGenerator()
        let block = only(places, of: identity.bytes(count: 4096), using: &random)
        #expect(decoded(block) == nil, "seed \(random.seed)")
    }

    @Test("does not where it lies beyond the file's end")
    func beyondEnd() {
        var random = SeededGenerator()
        let block = only([3, 100, 201, 400], of: identity.bytes(at: 40_960, count: 4096), using: &random)
        #expect(decoded(block, fileLength: 40_960) == nil, "seed \(random.seed)")
        #expect(decoded(block, fileLength: 40_961)?.identity == identity, "seed \(random.seed)")
    }

    @Test("of 16 to 31 bytes decodes where node, process, file and place are known", arguments: 16...31)
    func short(count: Int) {
        var random = SeededGenerator()
        let block = identity.bytes(at: 8192, count: count)
        let before = noise(8192, using: &random)
        #expect(decoded(before + block, known: path)?.identity == identity, "seed \(random.seed)")
        #expect(decoded(before + block) == nil, "seed \(random.seed)")
        #expect(decoded(before.prefix(4096) + block, known: path) == nil, "seed \(random.seed)")
        let another = PartialIdentity(node: 2, process: 4, file: 5)
        #expect(decoded(before + block, known: another) == nil, "seed \(random.seed)")
        #expect(decoded(before + block.map { ~$0 }, known: path) == nil, "seed \(random.seed)")
    }

    @Test("of a file of 8 to 15 bytes decodes where the run is known, too", arguments: 8...15)
    func word(count: Int) {
        let file = identity.bytes(count: count)
        let known = PartialIdentity(run: 77, node: 2, process: 3, file: 5)
        #expect(decoded(file, fileLength: Int64(count), known: known)?.identity == identity)
        #expect(decoded(file, fileLength: Int64(count), known: path) == nil)
        let another = PartialIdentity(run: 78, node: 2, process: 3, file: 5)
        #expect(decoded(file, fileLength: Int64(count), known: another) == nil)
    }

    @Test("of fewer bytes does not decode", arguments: 0...7)
    func tiny(count: Int) {
        let known = PartialIdentity(run: 77, node: 2, process: 3, file: 5, version: 4)
        #expect(decoded(identity.bytes(count: count), known: known) == nil)
    }
}
