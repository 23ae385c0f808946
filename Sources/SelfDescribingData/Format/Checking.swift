extension Identity {
    /// How many bytes from the buffer's beginning are the file's bytes from `offset` on; all of them where nothing
    /// differs. What is right is passed at memory speed.
    public func matchingPrefix(_ buffer: UnsafeRawBufferPointer, at offset: Int64) -> Int {
        var matching = 0
        BlockPart.each(count: buffer.count, at: offset) { part in
            let bytes = UnsafeRawBufferPointer(rebasing: buffer[part.range])
            let keys = Block(self, number: part.number).keys
            guard Self.matches(bytes, part, keys) else {
                matching += Self.matchingBytes(bytes, part, keys)
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
        guard matchesBytes(bytes[..<done], from: part.place, keys) else { return false }
        var word = (part.place + done) / 8
        let pattern = SIMD8(keys, from: word)
        // Two accumulators, so that one load does not wait for the last one's result.
        var (one, other) = (SIMD8<UInt64>(repeating: 0), SIMD8<UInt64>(repeating: 0))
        while bytes.count - done >= 128 {
            let numbers = UnsafeRawPointer(Table.words + word)
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
        return matchesBytes(bytes[done...], from: part.place + done, keys)
    }

    private static func matchesBytes(
        _ bytes: Slice<UnsafeRawBufferPointer>, from place: Int, _ keys: (even: UInt64, odd: UInt64)
    ) -> Bool {
        var (index, place) = (bytes.startIndex, place)
        while bytes.endIndex - index >= 8, place % 8 == 0 {
            let word = bytes.base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            guard word == Block.word(place / 8, keys) else { return false }
            index += 8
            place += 8
        }
        return matchingBytes(bytes[index...], from: place, keys) == bytes.endIndex - index
    }

    private static func matchingBytes(
        _ bytes: UnsafeRawBufferPointer, _ part: BlockPart, _ keys: (even: UInt64, odd: UInt64)
    ) -> Int {
        matchingBytes(bytes[...], from: part.place, keys)
    }

    private static func matchingBytes(
        _ bytes: Slice<UnsafeRawBufferPointer>, from place: Int, _ keys: (even: UInt64, odd: UInt64)
    ) -> Int {
        var place = place
        for index in bytes.indices {
            let expected = Block.word(place / 8, keys) >> (8 * UInt64(place % 8))
            guard bytes[index] == UInt8(truncatingIfNeeded: expected) else { return index - bytes.startIndex }
            place += 1
        }
        return bytes.count
    }
}
