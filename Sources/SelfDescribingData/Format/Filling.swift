import CVectors

extension Identity {
    /// Fills all of `buffer` with the file's bytes from `offset` on, at any alignment of either.
    public func fill(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int64) {
        BlockPart.each(count: buffer.count, at: offset) { part in
            fill(UnsafeMutableRawBufferPointer(rebasing: buffer[part.range]), part)
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

        let word = (part.place + done) / 8
        let (first, second) = keys.inTurn(from: word)
        let count = (buffer.count - done) / 8
        block_words_fill(start + done, Table.words + word, count, first, second)
        done += 8 * count
        if done < buffer.count { fillBytes(buffer, done..<buffer.count, part, keys) }
    }

    private func fillBytes(
        _ buffer: UnsafeMutableRawBufferPointer, _ range: Range<Int>, _ part: BlockPart,
        _ keys: Block.Keys
    ) {
        for index in range {
            let place = part.place + index
            let word = Block.word(place / 8, keys)
            buffer[index] = UInt8(truncatingIfNeeded: word >> (8 * UInt64(place % 8)))
        }
    }
}

extension Block {
    static func word(_ index: Int, _ keys: Block.Keys) -> UInt64 {
        Table.words[index] ^ (index & 1 == 0 ? keys.even : keys.odd)
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

    /// The part that begins at `position` of a buffer of `count` bytes, whose first is at `offset` of the file.
    @inline(__always)
    init(from position: Int, count: Int, at offset: Int64) {
        let at = offset + Int64(position)
        place = Int(at & Int64(Block.size - 1))
        range = position..<min(count, position + Block.size - place)
        number = UInt32(truncatingIfNeeded: at / Int64(Block.size))
    }

    /// The bytes from the part's beginning to the next whole word.
    var bytesBeforeWord: Int { -place & 7 }

    /// The parts of `count` bytes at `offset`, in order.
    @inline(__always)
    static func each(count: Int, at offset: Int64, _ body: (BlockPart) -> Void) {
        var position = 0
        while position < count {
            let part = BlockPart(from: position, count: count, at: offset)
            body(part)
            position = part.range.upperBound
        }
    }
}
