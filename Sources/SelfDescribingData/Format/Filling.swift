import CVectors

extension Identity {
    /// Fills all of `buffer` with the file's bytes from `offset` on, at any alignment of either.
    public func fill(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int64) {
        block_bytes_fill(
            buffer.baseAddress, buffer.count, UInt64(bitPattern: offset), Table.words, run, packed)
    }

    /// The file's bytes from `offset` on.
    package func data(at offset: Int64, count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            fill(UnsafeMutableRawBufferPointer(buffer), at: offset)
            filled = count
        }
    }
}
