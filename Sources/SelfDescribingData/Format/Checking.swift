import CVectors

extension Identity {
    /// How many bytes from the buffer's beginning are the file's bytes from `offset` on; all of them where nothing
    /// differs. What is right is passed at memory speed.
    public func matchingPrefix(_ buffer: UnsafeRawBufferPointer, at offset: Int64) -> Int {
        let passed = block_bytes_matching(
            buffer.baseAddress, buffer.count, UInt64(bitPattern: offset), Table.words, run, packed)
        guard passed < buffer.count else { return passed }
        return passed
            + matchingBytes(UnsafeRawBufferPointer(rebasing: buffer[passed...]), at: offset + Int64(passed))
    }

    /// Whether all of the buffer is the file's bytes from `offset` on.
    public func matches(_ buffer: UnsafeRawBufferPointer, at offset: Int64) -> Bool {
        matchingPrefix(buffer, at: offset) == buffer.count
    }

    /// How many bytes are right before the first that differs, which is in the same block.
    private func matchingBytes(_ bytes: UnsafeRawBufferPointer, at offset: Int64) -> Int {
        let keys = Block(
            self, number: UInt32(truncatingIfNeeded: UInt64(bitPattern: offset) / UInt64(Block.size))
        ).keys
        let start = Int(offset & Int64(Block.size - 1))
        let end = min(bytes.count, Block.size - start)
        var index = 0
        // A plain loop: a debug build and the bytes around a difference spend their time here.
        while index < end {
            let place = start + index
            let expected = Block.word(place / 8, keys)
            if place % 8 == 0, end - index >= 8,
                UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)) == expected
            {
                index += 8
            } else if bytes[index] == UInt8(truncatingIfNeeded: expected >> (8 * UInt64(place % 8))) {
                index += 1
            } else {
                break
            }
        }
        return index
    }
}
