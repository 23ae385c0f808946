import SelfDescribingData
import TestSupport
import Testing

@Suite("Any bytes", .timeLimit(.minutes(20)))
struct ExplainingTests {
    private let identity = Identity(run: 77, node: 2, process: 3, file: 5, version: 4)

    private func pieces(_ bytes: [UInt8]) -> [Piece] {
        var explainer = Explainer()
        return bytes.withUnsafeBytes { explainer.explain($0) } + explainer.finish()
    }

    private func generated(_ range: Range<Int64>, at offset: Int64? = nil, of other: Identity? = nil) -> Piece
    {
        Piece(
            .generated, offset: range.lowerBound, length: Int64(range.count),
            found: Origin(other ?? identity, at: offset ?? range.lowerBound))
    }

    private func flipped(_ range: Range<Int64>) -> Piece {
        Piece(
            .flippedBits, offset: range.lowerBound, length: Int64(range.count),
            found: Origin(identity, at: range.lowerBound))
    }

    @Test("of a file are one piece", arguments: [32, 33, 100, 4096, 4097, 100_000])
    func whole(count: Int) {
        #expect(pieces(identity.bytes(at: 0, count: count)) == [generated(0..<Int64(count))])
    }

    @Test("that are none have no piece")
    func none() {
        #expect(pieces([]) == [])
    }

    @Test("of a file that are fewer than 32 have no origin", arguments: [1, 16, 31])
    func few(count: Int) {
        #expect(
            pieces(identity.bytes(at: 0, count: count)) == [Piece(.garbage, offset: 0, length: Int64(count))])
    }

    @Test("of a file from any place and at any alignment have an origin")
    func anywhere() {
        var random = SeededGenerator()
        for number in 0..<3000 {
            let identity = Identity.random(using: &random)
            // A byte with one wrong bit alone before a run would be right to be taken for the run's.
            let before = Int.random(in: 8...70, using: &random)
            let border = 4096 * Int64.random(in: 1...1 << 30, using: &random)
            let offset = border + .random(in: -50...50, using: &random)
            let count = Int.random(in: 32...60, using: &random)
            let noise = (0..<before + 50).map { _ in UInt8.random(in: 1...255, using: &random) }
            let bytes = noise[..<before] + identity.bytes(at: offset, count: count) + noise[before...]
            let found = pieces(Array(bytes)).filter { $0.found != nil }
            // Bytes of the noise may be right by chance.
            let isRight =
                found.count == 1
                && found.allSatisfy { piece in
                    piece.offset <= before && piece.offset + piece.length >= before + count
                        && piece.found == Origin(identity, at: offset + piece.offset - Int64(before))
                }
            #expect(
                isRight,
                "seed \(random.seed), case \(number): \(count) bytes from \(offset) at \(before): \(found)")
        }
    }

    @Test(
        "of a file in which the same bits of neighbouring words are flipped are that, and no other file's",
        arguments: [4, 5, 64])
    func sameBits(words: Int) {
        var bytes = identity.bytes(count: 10_000)
        for index in stride(from: 5000, to: 5000 + 8 * words, by: 8) { bytes[index] ^= 0x10 }
        let end = Int64(5000 + 8 * words)
        #expect(pieces(bytes) == [generated(0..<5000), flipped(5000..<end), generated(end..<10_000)])
    }

    /// At many places: next to some of them a byte fits by chance what no file has.
    @Test("of a file of which two times 16 were exchanged are no other file's", arguments: 1...64)
    func exchanged(times: Int) {
        var bytes = identity.bytes(count: 10_000)
        let end = 4096 + 32 * times
        for place in stride(from: 4096, to: end, by: 32) {
            let second = Array(bytes[place + 16..<place + 32])
            bytes.replaceSubrange(place..<place + 32, with: second + bytes[place..<place + 16])
        }
        let found = pieces(bytes)
        #expect(
            found.allSatisfy { $0.found == nil || $0.found == Origin(identity, at: $0.offset) }, "\(found)")
        #expect(found.filter { $0.kind == .garbage }.reduce(0) { $0 + $1.length } >= 32 * times - 7)
    }

    @Test("of a file after a few that stand 32 bytes further on in it have an origin", arguments: 16...28)
    func movedBack(before: Int) {
        var random = SeededGenerator()
        for _ in 0..<50 {
            let identity = Identity.random(using: &random)
            let offset =
                4096 * Int64.random(in: 1...1 << 30, using: &random) + .random(in: 64...2000, using: &random)
            let noise = (0..<40).map { _ in UInt8.random(in: 1...255, using: &random) }
            let count = Int.random(in: 32...60, using: &random)
            let few = identity.bytes(at: offset + 32 - Int64(before), count: before)
            let found = pieces(noise + few + identity.bytes(at: offset, count: count) + noise)
                .filter { $0.kind == .generated }
            // The byte before may be right by chance.
            let named = found.first.flatMap { piece in piece.found.map { $0.offset - piece.offset } }
            #expect(
                found.count == 1 && named == offset - Int64(40 + before),
                "seed \(random.seed): \(count) bytes from \(offset): \(found)")
        }
    }

    @Test(
        "of a file on both sides of a block's border have an origin, however few are on either",
        arguments: 32...48)
    func acrossBorder(count: Int) {
        var random = SeededGenerator()
        for before in 1..<Int64(count) {
            let identity = Identity.random(using: &random)
            let offset = 4096 * Int64.random(in: 1...1 << 30, using: &random) - before
            let noise = (0..<120).map { _ in UInt8.random(in: 1...255, using: &random) }
            // Not nearer to an end: a word's last bytes that are nearly right by chance would be right to be taken for it.
            for place in [0, Int.random(in: 8...112, using: &random)] {
                let bytes = noise[..<place] + identity.bytes(at: offset, count: count) + noise[place...]
                // Bytes of the noise around them may be right by chance, but none of its words.
                let isNamed = pieces(Array(bytes)).contains { piece in
                    piece.kind == .generated && piece.offset <= place && place - Int(piece.offset) < 8
                        && piece.offset + piece.length >= place + count
                        && piece.found == Origin(identity, at: offset + piece.offset - Int64(place))
                }
                #expect(isNamed, "seed \(random.seed): \(count) bytes from \(offset) at \(place)")
            }
        }
    }

    @Test("of a file with a wrong bit are three pieces", arguments: [40, 1003, 4095, 4096, 5000, 9000])
    func bit(place: Int) {
        var bytes = identity.bytes(at: 0, count: 10_000)
        bytes[place] ^= 4
        let word = Int64(place & ~7)
        #expect(
            pieces(bytes) == [generated(0..<word), flipped(word..<word + 8), generated(word + 8..<10_000)])
    }

    @Test("of a file with wrong bits near its ends and near each other are pieces of words")
    func bits() {
        var bytes = identity.bytes(at: 0, count: 100_003)
        for place in [3, 20, 99_980, 100_001] { bytes[place] ^= 64 }
        for place in [5000, 5009, 5007, 5040] { bytes[place] ^= 1 }
        #expect(
            pieces(bytes) == [
                flipped(0..<8), generated(8..<16), flipped(16..<24), generated(24..<5000),
                flipped(5000..<5016),
                generated(5016..<5040), flipped(5040..<5048), generated(5048..<99_976),
                flipped(99_976..<99_984),
                generated(99_984..<100_000), flipped(100_000..<100_003),
            ])
    }

    @Test("of all kinds are pieces in order")
    func kinds() {
        var random = SeededGenerator(seed: 5)
        let other = identity.with(run: 1)
        let noise = (0..<1000).map { _ in UInt8.random(in: 1...255, using: &random) }
        let bytes =
            identity.bytes(at: 0, count: 5000) + [UInt8](repeating: 0, count: 777)
            + other.bytes(at: 999_999, count: 40) + noise + identity.bytes(at: 8000, count: 100)
            + [UInt8](repeating: 0, count: 15)
        #expect(
            pieces(bytes) == [
                generated(0..<5000), Piece(.zeros, offset: 5000, length: 777),
                generated(5777..<5817, at: 999_999, of: other), Piece(.garbage, offset: 5817, length: 1000),
                generated(6817..<6917, at: 8000), Piece(.garbage, offset: 6917, length: 15),
            ])
    }

    @Test("damaged at random are what their pieces say, however they are cut")
    func random() {
        var random = SeededGenerator()
        for number in 0..<800 {
            let file = DamagedFile.random(using: &random)
            let whole = pieces(file.bytes)
            let what =
                "seed \(random.seed), case \(number): \(file.bytes.count) bytes, \(file.story): \(whole)"
            #expect(PieceRules(file).areKept(by: whole), "\(what)")
            var explainer = Explainer()
            var cut: [Piece] = []
            file.bytes.inPieces(upTo: [1, 40, 3000].randomElement(using: &random) ?? 1, using: &random) {
                cut += explainer.explain($0)
            }
            #expect(cut + explainer.finish() == whole, "\(what)")
        }
    }
}
