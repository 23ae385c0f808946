/// Bytes in chunks, each filled once and never moved.
struct ChunkList: Sendable {
    private var chunks: [[UInt8]] = []
    /// Where each chunk begins.
    private var starts: [Int64] = []

    /// Fills the last chunk and makes more: each as large as all before it up to the pool's size, so that a small file
    /// wastes little.
    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let last = chunks.count - 1
            let room = last < 0 ? 0 : chunks[last].capacity - chunks[last].count
            if room > 0 {
                let part = UnsafeRawBufferPointer(rebasing: rest.prefix(room))
                chunks[last].append(contentsOf: part)
                rest = rest.dropFirst(part.count)
            } else {
                starts.append(last < 0 ? 0 : starts[last] + Int64(chunks[last].count))
                chunks.append(newChunk(for: rest.count))
            }
        }
    }

    private func newChunk(for bytes: Int) -> [UInt8] {
        let wanted = max(bytes, chunks.prefix(8).reduce(0) { $0 + $1.count })
        guard wanted < ChunkPool.chunkBytes else { return ChunkPool.shared.take() }
        var chunk: [UInt8] = []
        chunk.reserveCapacity(wanted)
        return chunk
    }

    /// Fills all of `buffer` with the bytes from `position` on, which must be there.
    func read(at position: Int64, into buffer: UnsafeMutableRawBufferPointer) {
        var index = chunk(at: position)
        var offset = Int(position - starts[index])
        var filled = 0
        while filled < buffer.count {
            let part = min(chunks[index].count - offset, buffer.count - filled)
            chunks[index].withUnsafeBytes { chunk in
                UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<filled + part])
                    .copyMemory(from: UnsafeRawBufferPointer(rebasing: chunk[offset..<offset + part]))
            }
            filled += part
            index += 1
            offset = 0
        }
    }

    /// The last chunk that does not begin beyond `position`.
    private func chunk(at position: Int64) -> Int {
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= position { low = middle } else { high = middle }
        }
        return low
    }

    /// Gives the memory back.
    mutating func recycle() {
        starts = []
        while let chunk = chunks.popLast() { ChunkPool.shared.give(chunk) }
    }
}
