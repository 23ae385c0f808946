import OSThreads

/// Empty chunks for files to come. Memory that the system gives anew costs a page fault each 4 KiB, three times what
/// copying into it costs; a load that deletes what it wrote runs on the same chunks over and over.
final class ChunkPool: Sendable {
    static let shared = ChunkPool()
    static let chunkBytes = 256 << 10
    /// So many chunks are kept at most, 128 MiB, also when every file is deleted: 16 clients at work on files of 5 MB use
    /// 80 MiB. Others are freed, of which the C library keeps some, too; it was seen to keep 200 MB of 1 GB.
    private static let limit = 512

    private let chunks = Monitor<[[UInt8]]>([])

    func take() -> [UInt8] {
        if let chunk = chunks.withLock({ $0.popLast() }) { return chunk }
        var chunk: [UInt8] = []
        chunk.reserveCapacity(Self.chunkBytes)
        return chunk
    }

    func give(_ chunk: consuming [UInt8]) {
        guard chunk.capacity >= Self.chunkBytes else { return }
        chunk.removeAll(keepingCapacity: true)
        let emptied = chunk
        chunks.withLock { if $0.count < Self.limit { $0.append(emptied) } }
    }
}
