extension Identity {
    /// How many bytes from the buffer's beginning are the file's bytes from `offset` on; all of them where nothing
    /// differs. What is right is passed at memory speed.
    public func matchingPrefix(_ buffer: UnsafeRawBufferPointer, at offset: Int64) -> Int {
        var matching = 0
        BlockPart.each(count: buffer.count, at: offset) { part in
            let bytes = UnsafeRawBufferPointer(rebasing: buffer[part.range])
            let keys = Block(self, number: part.number).keys
            guard Self.matches(bytes, part, keys) else {
                matching += Self.matchingBytes(bytes, 0..<bytes.count, part, keys)
                return false
            }
            matching += bytes.count
            return true
        }
        return matching
    }

    /// Whether all of the buffer is the file's bytes from `offset` on.
    public func matches(_ buffer: UnsafeRawBufferPointer, at offset: Int64) -> Bool {
        matchingPrefix(buffer, at: offset) == buffer.count
    }

    private static func matches(
        _ bytes: UnsafeRawBufferPointer, _ part: BlockPart, _ keys: (even: UInt64, odd: UInt64)
    ) -> Bool {
        guard let start = bytes.baseAddress else { return true }
        var done = min(bytes.count, part.bytesBeforeWord)
        if done > 0, matchingBytes(bytes, 0..<done, part, keys) < done { return false }
        var word = (part.place + done) / 8
        let pattern = SIMD8(keys, from: word)
        let table = Table.words
        // Two accumulators, so that one load does not wait for the last one's result.
        var (one, other) = (SIMD8<UInt64>(repeating: 0), SIMD8<UInt64>(repeating: 0))
        while bytes.count - done >= 128 {
            let numbers = UnsafeRawPointer(table + word)
            one |=
                (start + done).loadUnaligned(as: SIMD8<UInt64>.self)
                ^ numbers.loadUnaligned(as: SIMD8<UInt64>.self) ^ pattern
            other |=
                (start + done + 64).loadUnaligned(as: SIMD8<UInt64>.self)
                ^ (numbers + 64).loadUnaligned(as: SIMD8<UInt64>.self) ^ pattern
            done += 128
            word += 16
        }
        guard (one | other) == SIMD8(repeating: 0) else { return false }
        return done == bytes.count
            || matchingBytes(bytes, done..<bytes.count, part, keys) == bytes.count - done
    }

    /// How many bytes of the range match from its beginning on.
    private static func matchingBytes(
        _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, _ part: BlockPart,
        _ keys: (even: UInt64, odd: UInt64)
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
