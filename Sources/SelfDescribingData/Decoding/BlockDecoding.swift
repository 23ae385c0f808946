/// Says which file a block of known place in a file is of, if at least 32 of its bytes, in whole words, agree on one. In a
/// block of 16 to 31 bytes 16 are enough where node, process, file and place are as known; so are those of a file of 8 to 15
/// bytes where the run is known, too.
struct BlockDecoding {
    /// Not more than a block.
    var bytes: UnsafeRawBufferPointer
    /// Of the block, in the file that it was read from.
    var number: UInt32
    /// Of that file, in bytes, where it is known.
    var fileLength: Int64?
    var known: PartialIdentity

    private var wordCount: Int { bytes.count / 8 }

    /// The block that it is, which may be another's or belong elsewhere; nil where too few bytes agree on one.
    var block: Block? {
        switch wordCount {
        case 4...: neighbours ?? scattered
        case 2...3: confirmedByPath
        case 1 where number == 0: confirmedByRun
        default: nil
        }
    }

    /// The same from four words in a row alone, which costs a fifth.
    var blockOfNeighbours: Block? { wordCount < 4 ? block : neighbours }

    /// Whether a part of a file, whose first byte has this place in its block, looks as if a block of it decoded: at a few
    /// places only, which costs next to nothing.
    static func looksDecodable(_ part: UnsafeRawBufferPointer, from first: Int) -> Bool {
        guard let start = part.baseAddress else { return false }
        let steps = Table.steps
        var place = (first + 511) & ~511
        while place + 24 <= first + part.count {
            let one = (start + (place - first)).loadUnaligned(as: UInt64.self)
            let next = (start + (place - first + 16)).loadUnaligned(as: UInt64.self)
            if (one ^ next).littleEndian == steps[place / 8 & (Table.count - 1)] { return true }
            place += 512
        }
        return false
    }

    /// Whether there are two words, two places apart, that agree: without them no four neighbours do.
    private var hasPair: Bool {
        guard let start = bytes.baseAddress else { return false }
        var word = 0
        while word + 10 <= wordCount {
            let ones = (start + 8 * word).loadUnaligned(as: SIMD8<UInt64>.self)
            let nexts = (start + 8 * word + 16).loadUnaligned(as: SIMD8<UInt64>.self)
            let steps = UnsafeRawPointer(Table.steps + word).loadUnaligned(as: SIMD8<UInt64>.self)
            if any(ones ^ nexts .== steps) { return true }
            word += 8
        }
        while word + 2 < wordCount {
            if key(word) == key(word + 2) { return true }
            word += 1
        }
        return false
    }

    /// Four words in a row that agree, and one that is in its place rather than another; of several such the one that most
    /// of the words are of.
    private var neighbours: Block? {
        guard hasPair else { return nil }
        var elsewhere: Block?
        var inPlace: (block: Block, words: Int)?
        var index = 0
        while index + 4 <= wordCount {
            defer { index += 1 }
            guard key(index) == key(index + 2), key(index + 1) == key(index + 3) else { continue }
            let block = block(index, index + 1)
            if isInPlace(block), block != inPlace?.block {
                let words = countOfWords(of: block)
                if 2 * words > wordCount { return block }
                if words > inPlace?.words ?? 0 { inPlace = (block, words) }
            }
            if elsewhere == nil, isInFile(block) { elsewhere = block }
        }
        return inPlace?.block ?? elsewhere
    }

    private func countOfWords(of block: Block) -> Int {
        let keys = block.keys
        return (0..<wordCount).count { key($0) == ($0 & 1 == 0 ? keys.even : keys.odd) }
    }

    /// Four words anywhere that agree, of which no four are neighbours.
    private var scattered: Block? {
        let (even, odd) = (mostFrequentKey(from: 0), mostFrequentKey(from: 1))
        if even.count >= 2, odd.count >= 2 {
            let block = Block(even: even.key, odd: odd.key)
            return isInFile(block) ? block : nil
        }
        // Of one parity there is but one word, and it is not known which: the block's own place must tell.
        if even.count >= 3 {
            return odds.lazy.map { Block(even: even.key, odd: key($0)) }.first(where: isInPlace)
        }
        if odd.count >= 3 {
            return evens.lazy.map { Block(even: key($0), odd: odd.key) }.first(where: isInPlace)
        }
        return nil
    }

    /// Two words are enough where node, process, file and place are those that they should be.
    private var confirmedByPath: Block? {
        guard known.namesFile else { return nil }
        return evens.lazy.flatMap { even in odds.lazy.map { block(even, $0) } }.first(where: isOfPath)
    }

    /// Of a file of one word, whose run is known.
    private var confirmedByRun: Block? {
        guard known.namesFile, let run = known.run, fileLength ?? Int64(bytes.count) == Int64(bytes.count)
        else { return nil }
        let block = Block(even: key(0), run: run, number: number)
        return isOfPath(block) ? block : nil
    }

    private var evens: StrideTo<Int> { stride(from: 0, to: wordCount, by: 2) }
    private var odds: StrideTo<Int> { stride(from: 1, to: wordCount, by: 2) }

    /// The key that the word at this place bears.
    private func key(_ index: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self))
            ^ Table.words[index]
    }

    private func block(_ one: Int, _ other: Int) -> Block {
        one & 1 == 0 ? Block(even: key(one), odd: key(other)) : Block(even: key(other), odd: key(one))
    }

    private func mostFrequentKey(from first: Int) -> (key: UInt64, count: Int) {
        // Twice as many slots as keys; each has a key's first place plus 1, and how often it came.
        let slotCount = 512
        return withUnsafeTemporaryAllocation(of: UInt16.self, capacity: 2 * slotCount) { slots in
            slots.initialize(repeating: 0)
            var most = (key: UInt64(0), count: 0)
            for index in stride(from: first, to: wordCount, by: 2) {
                let key = key(index)
                var slot = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 55)
                while slots[slot] != 0, self.key(Int(slots[slot]) - 1) != key {
                    slot = (slot + 1) % slotCount
                }
                if slots[slot] == 0 { slots[slot] = UInt16(index + 1) }
                slots[slotCount + slot] += 1
                if Int(slots[slotCount + slot]) > most.count { most = (key, Int(slots[slotCount + slot])) }
            }
            return most
        }
    }

    /// Whether it is just the block that should be here, as far as that is known.
    private func isInPlace(_ block: Block) -> Bool { block.number == number && known.fits(block.identity) }

    /// Whether it is the block that should be here of the file that should be here, of whatever version.
    private func isOfPath(_ block: Block) -> Bool {
        let path = PartialIdentity(node: known.node, process: known.process, file: known.file)
        return block.number == number && path.fits(block.identity)
    }

    private func isInFile(_ block: Block) -> Bool {
        Int64(block.number) * Int64(Block.size) < fileLength ?? .max
    }
}

extension Block {
    /// The block of a run that has this key at even places.
    fileprivate init(even: UInt64, run: UInt32, number: UInt32) {
        let a = Mixing.mix(UInt64(run) << 32 | UInt64(number))
        self.init(even: even, odd: Mixing.unmix(even ^ a))
    }
}
