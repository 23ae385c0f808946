import CVectors

extension Identity {
    /// How many bytes from the buffer's beginning are the file's bytes from `offset` on; all of them where nothing
    /// differs. What is right is passed at memory speed.
    public func matchingPrefix(_ buffer: UnsafeRawBufferPointer, at offset: Int64) -> Int {
        guard let start = buffer.baseAddress else { return 0 }
        var matching = 0
        while matching < buffer.count {
            matching += matchingBlocks(
                start + matching, count: buffer.count - matching, at: offset + Int64(matching))
            let part = BlockPart(from: matching, count: buffer.count, at: offset)
            let bytes = UnsafeRawBufferPointer(rebasing: buffer[part.range])
            let keys = Block(self, number: part.number).keys
            guard Self.matches(bytes, part, keys) else {
                return matching + Self.matchingBytes(bytes, 0..<bytes.count, part, keys)
            }
            matching += bytes.count
        }
        return matching
    }

    /// How many bytes of whole blocks are right, where a block begins at `offset`.
    private func matchingBlocks(_ start: UnsafeRawPointer, count: Int, at offset: Int64) -> Int {
        guard offset & Int64(Block.size - 1) == 0 else { return 0 }
        let number = UInt32(truncatingIfNeeded: offset / Int64(Block.size))
        return Block.size * blocks_matching(start, Table.words, count / Block.size, run, number, packed)
    }

    /// Whether all of the buffer is the file's bytes from `offset` on.
    public func matches(_ buffer: UnsafeRawBufferPointer, at offset: Int64) -> Bool {
        matchingPrefix(buffer, at: offset) == buffer.count
    }

    private static func matches(
        _ bytes: UnsafeRawBufferPointer, _ part: BlockPart, _ keys: Block.Keys
    ) -> Bool {
        guard let start = bytes.baseAddress else { return true }
        var done = min(bytes.count, part.bytesBeforeWord)
        if done > 0, matchingBytes(bytes, 0..<done, part, keys) < done { return false }
        let word = (part.place + done) / 8
        let (first, second) = keys.inTurn(from: word)
        let count = (bytes.count - done) / 8
        guard block_words_match(start + done, Table.words + word, count, first, second) else { return false }
        done += 8 * count
        return done == bytes.count
            || matchingBytes(bytes, done..<bytes.count, part, keys) == bytes.count - done
    }

    /// How many bytes of the range match from its beginning on.
    private static func matchingBytes(
        _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, _ part: BlockPart,
        _ keys: Block.Keys
    ) -> Int {
        var index = range.lowerBound
        // Plain loops: a debug build and the bytes around a difference spend their time here.
        while index < range.upperBound {
            let place = part.place + index
            let expected = Block.word(place / 8, keys)
            if place % 8 == 0, range.upperBound - index >= 8,
                UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)) == expected
            {
                index += 8
            } else if bytes[index] == UInt8(truncatingIfNeeded: expected >> (8 * UInt64(place % 8))) {
                index += 1
            } else {
                break
            }
        }
        return index - range.lowerBound
    }
}
