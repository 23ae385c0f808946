import SelfDescribingData
import TestSupport
import Testing

@Suite("Format 1 of generated data", .timeLimit(.minutes(20)))
struct FormatTests {
    private static let identity = Identity(run: 0x1234_5678, node: 2, process: 3, file: 5, version: 4)

    @Test("has the known answers")
    func knownAnswers() {
        #expect(
            hexadecimal(Self.identity.bytes(at: 0, count: 32))
                == "254f7f3f2b3b83ec30df9f5a8e74b271ba464f4d29b41a855cfa53d1bf7f98be")
        #expect(
            hexadecimal(Self.identity.bytes(at: 9984, count: 16)) == "d433ded941ecaed6e20d35ca04acf823")
        #expect(
            SHA256.hash(Self.identity.bytes(at: 0, count: 10_000))
                == "73d7c45819e1e824dea9772968cff86284902d6703ab78417f06b5d75df800e8")
    }

    @Test("is what another program makes of its description")
    func otherProgram() {
        for answer in KnownAnswers.bytes {
            let bytes = answer.identity.bytes(at: answer.offset, count: 16)
            #expect(hexadecimal(bytes) == answer.hexadecimal, "\(answer.identity) at \(answer.offset)")
        }
        for answer in KnownAnswers.hashes {
            #expect(
                SHA256.hash(answer.identity.bytes(at: 0, count: 10_000)) == answer.hexadecimal,
                "\(answer.identity)")
        }
    }

    @Test("is the same however it is filled, and checked as such")
    func pieces() {
        var random = SeededGenerator()
        let seed = random.seed
        let whole = Self.identity.bytes(at: 0, count: 40_000)
        for _ in 0..<2000 {
            let offset = Int.random(in: 0..<whole.count, using: &random)
            let count = Int.random(in: 0...min(10_000, whole.count - offset), using: &random)
            let piece = Self.identity.bytes(at: Int64(offset), count: count)
            #expect(
                piece.elementsEqual(whole[offset..<offset + count]), "seed \(seed): \(count) at \(offset)")
            let matches = whole.withUnsafeBytes {
                Self.identity.matches(
                    UnsafeRawBufferPointer(rebasing: $0[offset..<offset + count]), at: Int64(offset))
            }
            #expect(matches, "seed \(seed): \(count) at \(offset)")
        }
    }

    @Test("is passed up to the first byte that differs")
    func firstDifference() {
        var random = SeededGenerator()
        let seed = random.seed
        for _ in 0..<2000 {
            let offset = Int64.random(in: 0...1 << 44, using: &random)
            var piece = Self.identity.bytes(at: offset, count: .random(in: 1...20_000, using: &random))
            let place = Int.random(in: piece.indices, using: &random)
            piece[place] ^= UInt8.random(in: 1...255, using: &random)
            let passed = piece.withUnsafeBytes { Self.identity.matchingPrefix($0, at: offset) }
            #expect(passed == place, "seed \(seed): \(piece.count) bytes at \(offset)")
        }
    }
}
