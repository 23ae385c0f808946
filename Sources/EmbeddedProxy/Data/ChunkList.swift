import WebServer

/// Bytes in chunks, each filled once and never moved.
struct ChunkList: Sendable {
    private(set) var chunks: [[UInt8]] = []

    /// Fills the last chunk and makes more: each as large as all before it up to the pool's size, so that a small file
    /// wastes little.
    mutating func append(_ piece: RawSpan) {
        var taken = 0
        while taken < piece.byteCount {
            let last = chunks.count - 1
            let room = last < 0 ? 0 : chunks[last].capacity - chunks[last].count
            if room > 0 {
                let part = min(room, piece.byteCount - taken)
                chunks[last].append(piece.extracting(taken..<taken + part))
                taken += part
            } else {
                chunks.append(newChunk(for: piece.byteCount - taken))
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

    /// Gives the memory back.
    mutating func recycle() {
        while let chunk = chunks.popLast() { ChunkPool.shared.give(chunk) }
    }
}
