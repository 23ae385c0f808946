import TestSupport

/// Bytes that are no repetition of anything.
func noise(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
}

extension [UInt8] {
    /// These bytes with one bit of each of some changed.
    func flipped(at offsets: [Int]) -> [UInt8] {
        var bytes = self
        for offset in offsets { bytes[offset] ^= 1 }
        return bytes
    }

    func flipped(at offset: Int) -> [UInt8] { flipped(at: [offset]) }
}
