extension Identity {
    /// In bytes: with fewer a block says of no file that it is its.
    package static let minimumEvidence = 32

    /// The file whose block begins at `offset`, a multiple of 4,096, as the block's first 32 bytes say; nil where there
    /// are not so many, they agree on no file, or belong elsewhere in it.
    package init?(ofBlock bytes: UnsafeRawBufferPointer, at offset: Int64) {
        // What is no generated data is passed by one comparison.
        guard bytes.count >= Self.minimumEvidence, BlockDecoding.looksDecodable(bytes.firstEvidence, from: 0)
        else {
            return nil
        }
        let number = UInt32(truncatingIfNeeded: offset / Int64(Block.size))
        let decoding = BlockDecoding(
            bytes: bytes.firstEvidence, number: number, known: PartialIdentity())
        guard let block = decoding.blockOfNeighbours, block.number == number else { return nil }
        self = block.identity
    }

    /// In bytes.
    package static let blockSize = Block.size
}

extension UnsafeRawBufferPointer {
    fileprivate var firstEvidence: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: prefix(Identity.minimumEvidence))
    }
}
