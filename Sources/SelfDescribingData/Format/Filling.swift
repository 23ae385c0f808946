extension Identity {
    /// Fills all of `buffer` with the file's bytes from `offset` on, at any alignment of either.
    public func fill(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int64) {
        BlockPart.each(count: buffer.count, at: offset) { part in
            fill(UnsafeMutableRawBufferPointer(rebasing: buffer[part.range]), part)
            return true
        }
    }

    /// The file's bytes from `offset` on.
    func bytes(at offset: Int64, count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            fill(UnsafeMutableRawBufferPointer(buffer), at: offset)
            filled = count
        }
    }

    private func fill(_ buffer: UnsafeMutableRawBufferPointer, _ part: BlockPart) {
        guard let start = buffer.baseAddress else { return }
        let keys = Block(self, number: part.number).keys
        var done = min(buffer.count, part.bytesBeforeWord)
        if done > 0 { fillBytes(buffer, 0..<done, part, keys) }

        var word = (part.place + done) / 8
        // Two keys in turn; which comes first depends on the place.
        let pattern = SIMD8(keys, from: word)
        while buffer.count - done >= 64 {
            let numbers = UnsafeRawPointer(Table.words + word).loadUnaligned(as: SIMD8<UInt64>.self)
            (start + done).storeBytes(of: numbers ^ pattern, as: SIMD8<UInt64>.self)
            done += 64
            word += 8
        }
        if done < buffer.count { fillBytes(buffer, done..<buffer.count, part, keys) }
    }

    private func fillBytes(
        _ buffer: UnsafeMutableRawBufferPointer, _ range: Range<Int>, _ part: BlockPart,
        _ keys: (even: UInt64, odd: UInt64)
    ) {
        for index in range {
            let place = part.place + index
            let word = Block.word(place / 8, keys)
            buffer[index] = UInt8(truncatingIfNeeded: word >> (8 * UInt64(place % 8)))
        }
    }
}

extension Block {
    static func word(_ index: Int, _ keys: (even: UInt64, odd: UInt64)) -> UInt64 {
        Table.words[index] ^ (index & 1 == 0 ? keys.even : keys.odd)
    }
}

extension SIMD8<UInt64> {
    /// The keys of eight words, of which the first has the place `word`.
    init(_ keys: (even: UInt64, odd: UInt64), from word: Int) {
        let (first, second) = word & 1 == 0 ? (keys.even, keys.odd) : (keys.odd, keys.even)
        self.init(first, second, first, second, first, second, first, second)
    }
}

/// A part of a buffer that lies in one block of a file.
struct BlockPart {
    /// Of the buffer.
    var range: Range<Int>
    /// Of the block.
    var number: UInt32
    /// Where the part begins within the block, in bytes.
    var place: Int

    /// The bytes from the part's beginning to the next whole word.
    var bytesBeforeWord: Int { -place & 7 }

    /// The parts of `count` bytes at `offset`, in order, until `body` says no more.
    @inline(__always)
    static func each(count: Int, at offset: Int64, _ body: (BlockPart) -> Bool) {
        var position = 0
        while position < count {
            let at = offset + Int64(position)
            let place = Int(at & Int64(Block.size - 1))
            let end = min(count, position + Block.size - place)
            let part = BlockPart(
                range: position..<end, number: UInt32(truncatingIfNeeded: at / Int64(Block.size)),
                place: place)
            guard body(part) else { return }
            position = end
        }
    }
}
