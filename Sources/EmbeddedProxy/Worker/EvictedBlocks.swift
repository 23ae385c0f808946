// Which blocks of a file are gone. Seen on 2.9.6: of a complete file the last block goes first, then the others from the
// front on.
extension Inode.File {
    /// What a reader can still have, from the file's begin on.
    enum Remainder {
        case whole
        case upTo(Int64)
        case nothing
        /// What the under store has at its path by now.
        case replaced(FileContent)
    }

    var remainder: Remainder {
        if evictedBytes == 0 { return .whole }
        return evictedBytes == lastBlockBytes && isCached ? .upTo(length - lastBlockBytes) : .nothing
    }

    /// Whether the workers have the block that begins there.
    func holdsBlock(at offset: Int64) -> Bool {
        guard isCached, evictedBytes > 0 else { return isCached }
        return offset < length - lastBlockBytes && offset >= evictedBytes - lastBlockBytes
    }

    var cachedPercentage: Int {
        guard isCached, evictedBytes > 0 else { return isCached ? 100 : 0 }
        return Int((length - evictedBytes) * 100 / length)
    }

    /// Lets blocks go, of so many bytes together at least; how many bytes that were.
    mutating func evict(_ bytes: Int64) -> Int64 {
        let left = length - evictedBytes
        var gone = evictedBytes == 0 ? lastBlockBytes : 0
        if gone < bytes {
            let blocks = (bytes - gone - 1) / blockSizeBytes + 1
            let (whole, overflow) = blocks.multipliedReportingOverflow(by: blockSizeBytes)
            gone = overflow ? left : min(left, gone + whole)
        }
        evictedBytes += gone
        isCached = gone < left
        return gone
    }

    private var length: Int64 { content?.count ?? 0 }

    private var lastBlockBytes: Int64 { length - max(0, blockCount(of: length) - 1) * blockSizeBytes }
}
