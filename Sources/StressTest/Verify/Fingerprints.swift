import CVectors

/// A fingerprint of each block of a source file. To hold bytes against them touches the bytes alone, where `memcmp` must
/// fetch the source from memory, too, which costs a quarter of all that a read does.
///
/// The key is random: blocks that differ are taken for the same once in 2^32 at most, whatever they are.
public struct Fingerprints: Sendable {
    static let blockSize = Int(FINGERPRINT_BLOCK_BYTES)

    private let key: [UInt64]
    private let blocks: [UInt64]

    /// Nil where the source is not kept in memory. (Of a large one they would themselves take much.)
    public init?(_ source: SourceFile) {
        let key = (0..<Self.blockSize / 8).map { _ in UInt64.random(in: .min ... .max) }
        let blocks = source.withKeptBytes { bytes in
            stride(from: 0, through: bytes.count - Self.blockSize, by: Self.blockSize).map { start in
                fingerprint_of_block(bytes.baseAddress.map { $0 + start }, key)
            }
        }
        guard let blocks else { return nil }
        (self.key, self.blocks) = (key, blocks)
    }

    /// How many bytes of whole blocks, from the first on, are what the source holds at `offset`, which is a block's
    /// beginning; all lie within the source's length.
    func matchingPrefix(_ whole: UnsafeRawBufferPointer, at offset: Int64) -> Int {
        let first = Int(offset) / Self.blockSize
        let matching = blocks.withUnsafeBufferPointer {
            fingerprints_matching(
                whole.baseAddress, whole.count / Self.blockSize, key, $0.baseAddress.map { $0 + first })
        }
        return matching * Self.blockSize
    }
}
