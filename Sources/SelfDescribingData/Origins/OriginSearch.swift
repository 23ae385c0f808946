/// Finds, in bytes of which nothing is known, those that are some file's.
struct OriginSearch {
    /// How many bytes must agree on an origin before they have one.
    static let shortestRun = 32
    /// Three words in a row say which file they may be of and where they stand in it. Of 32 bytes at least so many are
    /// whole words of the file, whatever its alignment.
    static let triple = 24
    /// How many bytes from three words on tell whether they are a run: another may begin with its last word, and be longer.
    static let telling = ByteRun.longestAccident + 64

    var bytes: UnsafeRawBufferPointer
    /// Of the first byte, in the stream.
    var position: Int64

    private let marks = OriginMarks()
    private let triples = WordTriples()
    private let border = (Table.words[510], Table.words[511], Table.words[0], Table.words[1])

    init(bytes: UnsafeRawBufferPointer, position: Int64) {
        self.bytes = bytes
        self.position = position
    }

    /// The run that the first three whole words of a file at any of these places belong to.
    func firstRun(
        from first: Int, through last: Int, believing plausibility: (ByteRun) -> Plausibility
    ) -> ByteRun? {
        firstAgreement(from: first, through: last) { run in
            switch plausibility(run) {
            case .excluded: false
            case .certain: true
            case .possible: !isAccident(run, believing: plausibility)
            }
        }
    }

    /// The first of all runs there that is wanted.
    func firstAgreement(
        from first: Int, through last: Int, where isWanted: (ByteRun) -> Bool
    ) -> ByteRun? {
        var place = first
        while place <= last {
            var possible = PossibleOrigins(in: bytes, from: place, marks)
            while let next = possible.next(), next <= last {
                if let run = run(at: next), isWanted(run) { return run }
            }
            place = possible.end
        }
        return nil
    }

    @inline(__always)
    private func run(at place: Int) -> ByteRun? {
        let words = (word(place), word(place + 8), word(place + 16))
        // Of a file's neighbouring words no two are the same.
        guard words.0 != words.1 else { return nil }
        guard let (block, index) = withinBlock(words) ?? acrossBorder(words) else { return nil }
        return extended(
            Provenance(block.identity, shift: block.offset + Int64(8 * index) - position - Int64(place)),
            from: place)
    }

    @inline(__always)
    private func word(_ place: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    }

    private typealias Words = (UInt64, UInt64, UInt64)

    @inline(__always)
    private func withinBlock(_ words: Words) -> (Block, index: Int)? {
        guard let index = triples.place(first: words.0, last: words.2) else { return nil }
        let keys = (words.0 ^ Table.words[index], words.1 ^ Table.words[index + 1])
        let isEven = index & 1 == 0
        return (isEven ? Block(even: keys.0, odd: keys.1) : Block(even: keys.1, odd: keys.0), index)
    }

    /// Two words give a block whatever they are; the third must be the neighbour's.
    @inline(__always)
    private func acrossBorder(_ words: Words) -> (Block, index: Int)? {
        let left = Block(even: words.0 ^ border.0, odd: words.1 ^ border.1)
        if left.next.keys.even == words.2 ^ border.2 { return (left, 510) }
        let right = Block(even: words.1 ^ border.2, odd: words.2 ^ border.3)
        guard right.previous.keys.odd == words.0 ^ border.1, right.number > 0 else { return nil }
        return (right.previous, 511)
    }

    /// All bytes around three words that are of their provenance; nil where they are too few.
    private func extended(_ provenance: Provenance, from place: Int) -> ByteRun? {
        let offset = position + Int64(place) + provenance.shift
        // Were they more than seven there would be a whole word, and it would have been found at its own place.
        let before = Int(min(7, offset, Int64(place)))
        let expected = provenance.identity.data(at: offset - Int64(before), count: before)
        let agreeing = zip(expected, bytes[(place - before)..<place]).reversed().prefix { $0 == $1 }.count
        let rest = UnsafeRawBufferPointer(rebasing: bytes[(place - agreeing)...])
        let matching = provenance.identity.matchingPrefix(rest, at: offset - Int64(agreeing))
        guard matching >= Self.shortestRun else { return nil }
        let start = position + Int64(place - agreeing)
        return ByteRun(provenance: provenance, start: start, end: start + Int64(matching))
    }
}

extension Block {
    /// Of its first byte in the file.
    fileprivate var offset: Int64 { Int64(number) * Int64(Block.size) }
    @inline(__always)
    fileprivate var next: Block { Block(identity, number: number &+ 1) }
    @inline(__always)
    fileprivate var previous: Block { Block(identity, number: number &- 1) }
}
