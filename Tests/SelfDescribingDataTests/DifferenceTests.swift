import SelfDescribingData
import TestSupport
import Testing

@Suite("Differences from an identity", .timeLimit(.minutes(20)))
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
    func random() { holdFiles { .random(using: &$0) } }

    @Test("are exact where pieces come in from just beside, and meet others of the same file there")
    func moved() { holdFiles { .ofMovedPieces(using: &$0) } }

    private func holdFiles(_ make: (inout SeededGenerator) -> DamagedFile) {
        var random = SeededGenerator()
        let seed = random.seed
        for number in 0..<3000 {
            let file = make(&random)
            let found = differences(file.bytes, from: file.identity, using: &random)
            #expect(
                found.first == Definition(file).differences,
                "seed \(seed), case \(number): \(file.bytes.count) bytes, \(file.story)")
        }
    }

    /// A place, a multiple of 8, at which the file has this byte.
    private func findPlace(of byte: UInt8, in identity: Identity) -> Int64? {
        (1..<10_000).lazy.map { Int64(8 * $0) }.first { identity.bytes(at: $0, count: 1) == [byte] }
    }

    @Test("take bytes that fit two origins for the more distant one's", arguments: [false, true])
    func bytesThatFitTwo(distantFirst: Bool) throws {
        let identity = Identity(run: 1, node: 2, process: 3, version: 4)
        let (stale, foreign) = (identity.with(version: 3), identity.with(run: 9))
        let (first, second) = distantFirst ? (foreign, stale) : (stale, foreign)
        // The second has 32 bytes together with the last of the first, which fits it, too.
        let place = try #require(findPlace(of: first.bytes(at: 199, count: 1)[0], in: second))
        let bytes =
            identity.bytes(at: 0, count: 100) + first.bytes(at: 100, count: 100)
            + second.bytes(at: place + 1, count: 31) + identity.bytes(at: 231, count: 100)
        var checker = Checker(identity, length: 331)
        bytes.withUnsafeBytes { checker.check($0) }
        let firstLength: Int64 = distantFirst ? 100 : 99
        #expect(
            checker.finish().first == [
                Difference(
                    distantFirst ? .foreign : .stale, offset: 100, length: firstLength,
                    origin: Origin(first, at: 100)),
                Difference(
                    distantFirst ? .stale : .foreign, offset: 100 + firstLength, length: 131 - firstLength,
                    origin: Origin(second, at: place + firstLength - 99)),
            ])
    }

    /// What stands before them are fewer than 32 right bytes, whose last two words make 32 that agree on an identity with the
    /// first two of those that were moved.
    @Test(
        "are of their origin from the first byte on where they came in from just beside",
        arguments: [16, 200])
    func movedByWords(piece: Int) {
        let identity = Identity(run: 1, node: 2, process: 3, version: 4)
        var bytes = identity.bytes(at: 0, count: 300)
        bytes.replaceSubrange(32..<148, with: identity.bytes(at: 0, count: 116))
        bytes[0] ^= 1
        var checker = Checker(identity, length: 300)
        bytes.withUnsafeBytes { whole in
            for start in stride(from: 0, to: 300, by: piece) {
                checker.check(UnsafeRawBufferPointer(rebasing: whole[start..<min(start + piece, 300)]))
            }
        }
        #expect(
            checker.finish().first == [
                Difference(.flippedBits, offset: 0, length: 1),
                Difference(.wrongOffset, offset: 32, length: 116, origin: Origin(identity, at: 0)),
            ])
    }

    /// The 16 bytes on either side of the place where they meet make 32 that agree on an identity.
    @Test("have no origin where fewer than 32 bytes came in, though with those before them they agree on one")
    func tooFewMoved() {
        let identity = Identity(run: 1, node: 2, process: 3, version: 4)
        let stale = identity.with(version: 3)
        var bytes = identity.bytes(count: 300)
        bytes.replaceSubrange(100..<120, with: stale.bytes(at: 100, count: 20))
        bytes.replaceSubrange(120..<145, with: stale.bytes(at: 88, count: 25))
        var checker = Checker(identity, length: 300)
        bytes.withUnsafeBytes { checker.check($0) }
        #expect(checker.finish().first == [Difference(.garbage, offset: 100, length: 45)])
    }

    /// The last 16 of the one and the first 16 of the other do, too.
    @Test("are of their origin where 32 bytes come twice, the second time damaged")
    func doubled() {
        let identity = Identity(run: 1, node: 2, process: 3, version: 4)
        var bytes = identity.bytes(count: 300)
        bytes.replaceSubrange(64..<97, with: identity.bytes(at: 96, count: 33))
        bytes[117] ^= 0xff
        var checker = Checker(identity, length: 300)
        bytes.withUnsafeBytes { checker.check($0) }
        #expect(
            checker.finish().first == [
                Difference(.wrongOffset, offset: 64, length: 33, origin: Origin(identity, at: 96)),
                Difference(.garbage, offset: 117, length: 1),
            ])
    }

    @Test("of one origin with a few right bytes in it are one, with 16 of them two")
    func gaps() {
        let identity = Identity(run: 1, node: 2, process: 3, version: 4)
        let stale = identity.with(version: 3)
        func differences(gap: Int) -> [ClosedRange<Int64>] {
            var bytes = identity.bytes(at: 0, count: 1000)
            bytes.replaceSubrange(100..<300, with: stale.bytes(at: 100, count: 200))
            bytes.replaceSubrange(200..<200 + gap, with: identity.bytes(at: 200, count: gap))
            var checker = Checker(identity, length: 1000)
            bytes.withUnsafeBytes { checker.check($0) }
            let found = checker.finish().first
            #expect(found.allSatisfy { $0.kind == .stale && $0.origin == Origin(stale, at: $0.offset) })
            return found.map { $0.offset...$0.offset + $0.length - 1 }
        }
        #expect(differences(gap: 15) == [100...299])
        #expect(differences(gap: 16) == [100...199, 216...299])
    }

    @Test(
        "are flipped bits where they are the same ones of many words, which agree on what is no file's identity"
    )
    func sameBits() {
        let identity = Identity(run: 1, node: 2, process: 3, version: 4)
        for end in [5040, 6000, 30_000] {
            var bytes = identity.bytes(count: 40_000)
            for index in stride(from: 5001, to: end, by: 8) { bytes[index] ^= 0x10 }
            var checker = Checker(identity, length: 40_000)
            bytes.withUnsafeBytes { checker.check($0) }
            #expect(
                checker.finish().first == [
                    Difference(.flippedBits, offset: 5001, length: Int64(end - 5000 - 8) + 1)
                ])
        }
    }

    @Test("are garbage where a few bytes from beside agree with the right ones on what is no file's identity")
    func fromBeside() {
        let identity = Identity(run: 1, node: 2, process: 3, version: 4)
        let right = identity.bytes(count: 7000)
        var bytes = right
        bytes.replaceSubrange(2573..<2595, with: right[2605..<2627])
        let differing = bytes.indices.filter { bytes[$0] != right[$0] }
        var checker = Checker(identity, length: 7000)
        bytes.withUnsafeBytes { checker.check($0) }
        #expect(
            checker.finish().first == [
                Difference(
                    .garbage, offset: Int64(differing[0]),
                    length: Int64(differing[differing.count - 1] - differing[0] + 1))
            ])
    }

    @Test("that are zero bytes are zeros from 16 of them on")
    func zeros() {
        let identity = Identity(run: 1, node: 2, process: 3, version: 4)
        for count in [15, 16] {
            var bytes = identity.bytes(at: 0, count: 1000)
            for index in 100..<100 + count { bytes[index] = 0 }
            var checker = Checker(identity, length: 1000)
            bytes.withUnsafeBytes { checker.check($0) }
            #expect(
                checker.finish().first
                    == [Difference(count == 16 ? .zeros : .garbage, offset: 100, length: Int64(count))])
        }
    }
}
