import SelfDescribingData
import TestSupport
import Testing

@Suite("A file that says what it is", .timeLimit(.minutes(20)))
struct IdentifyingTests {
    private typealias Verdict = IdentifyingChecker.Verdict

    private let identity = Identity(run: 77, node: 2, process: 3, file: 5, version: 4)
    private let path = PartialIdentity(node: 2, process: 3, file: 5)

    private func verdict(_ bytes: [UInt8], known: PartialIdentity? = nil, pieces: Int = 16_384) -> Verdict {
        var checker = IdentifyingChecker(known: known ?? path, length: Int64(bytes.count))
        bytes.withUnsafeBytes { whole in
            for start in stride(from: 0, to: whole.count, by: pieces) {
                checker.check(
                    UnsafeRawBufferPointer(rebasing: whole[start..<min(start + pieces, whole.count)]))
            }
        }
        return checker.finish()
    }

    private func expect(
        _ differences: [Difference], of bytes: [UInt8], known: PartialIdentity? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        guard case .checked(identity, Int64(bytes.count), let found) = verdict(bytes, known: known) else {
            Issue.record("\(verdict(bytes, known: known))", sourceLocation: sourceLocation)
            return
        }
        #expect(found.first == differences, sourceLocation: sourceLocation)
        #expect(verdict(bytes, known: known, pieces: 1000) == verdict(bytes, known: known))
    }

    @Test("is held to it whole, at every size from 16 bytes", arguments: [16, 31, 32, 4095, 4097, 300_000])
    func whole(count: Int) {
        expect([], of: identity.bytes(at: 0, count: count))
    }

    @Test("of 8 to 15 bytes needs its run, of fewer nothing tells it", arguments: 1...15)
    func tiny(count: Int) {
        let bytes = identity.bytes(at: 0, count: count)
        #expect(verdict(bytes) == .notGenerated)
        let run = PartialIdentity(run: 77, node: 2, process: 3, file: 5)
        if count < 8 {
            #expect(verdict(bytes, known: run) == .notGenerated)
        } else {
            expect([], of: bytes, known: run)
        }
        let all = PartialIdentity(run: 77, node: 2, process: 3, file: 5, version: 4)
        #expect((verdict(bytes, known: all) == .notGenerated) == (count < 8))
        // Wrong ones say nothing, and may be any other data.
        #expect(verdict([~bytes[0]] + bytes.dropFirst(), known: all) == .notGenerated)
    }

    @Test("is no other data", arguments: [0, 5, 20, 100, 4096, 70_000, 300_000])
    func otherData(count: Int) {
        var random = SeededGenerator()
        let noise = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        #expect(verdict(noise) == .notGenerated, "seed \(random.seed)")
        #expect(verdict([UInt8](repeating: 0, count: count)) == .notGenerated)
        #expect(verdict([UInt8](repeating: 97, count: count)) == .notGenerated)
    }

    @Test("holds what came before the first block that decodes to it")
    func lateBlock() {
        var bytes = identity.bytes(at: 0, count: 300_000)
        for index in 0..<30_000 { bytes[index] = 0 }
        expect([Difference(.zeros, offset: 0, length: 30_000)], of: bytes)
        for index in 0..<200_001 { bytes[index] = 0 }
        expect([Difference(.zeros, offset: 0, length: 200_001)], of: bytes)
        var random = SeededGenerator(seed: 7)
        let right = identity.bytes(at: 0, count: 200_001)
        for (index, byte) in right.enumerated() { bytes[index] = byte ^ .random(in: 1...255, using: &random) }
        expect([Difference(.garbage, offset: 0, length: 200_001)], of: bytes)
    }

    @Test("is held to the block that is in its place, if another's came first")
    func anotherFirst() {
        var bytes = identity.bytes(at: 0, count: 50_000)
        let other = identity.with(run: 1)
        bytes.replaceSubrange(0..<9000, with: other.bytes(at: 40_960, count: 9000))
        expect(
            [Difference(.foreign, offset: 0, length: 9000, origin: Origin(other, at: 40_960))], of: bytes)
    }

    @Test("that is another's whole is held to its own place")
    func anothers() {
        let other = identity.with(process: 9)
        expect(
            [Difference(.wrongFile, offset: 0, length: 50_000, origin: Origin(other, at: 0))],
            of: other.bytes(at: 0, count: 50_000))
    }

    @Test("whose first bytes lack is held to it, too")
    func moved() {
        let bytes = identity.bytes(at: 3, count: 100_000)
        let found = verdict(bytes)
        guard case .checked(identity, 100_000, let differences) = found else {
            Issue.record("\(found)")
            return
        }
        #expect(
            differences.first == [
                Difference(.wrongOffset, offset: 0, length: 100_000, origin: Origin(identity, at: 3))
            ])
    }

    @Test("is not looked at beyond its length")
    func beyondLength() {
        var checker = IdentifyingChecker(known: path, length: 5000)
        identity.bytes(at: 0, count: 9000).withUnsafeBytes { checker.check($0) }
        #expect(checker.finish() == .checked(identity, bytes: 5000, Differences()))
    }

    @Test("gives the same result however it is cut")
    func pieces() {
        var random = SeededGenerator()
        for number in 0..<300 {
            let file = DamagedFile.random(using: &random)
            let known = PartialIdentity(
                node: file.identity.node, process: file.identity.process, file: file.identity.file)
            var checker = IdentifyingChecker(known: known, length: Int64(file.bytes.count))
            file.bytes.inPieces(upTo: [1, 50, 5000].randomElement(using: &random) ?? 1, using: &random) {
                checker.check($0)
            }
            #expect(
                checker.finish() == verdict(file.bytes, known: known),
                "seed \(random.seed), case \(number): \(file.bytes.count) bytes, \(file.story)")
        }
    }
}
