import OSThreads
import SelfDescribingData

extension SourceFile {
    private static let pieceSize = 1 << 20

    /// What differs, but for a chance of 1 in 2^64, where the bytes do; the same on every machine. Reads all of the file.
    public func digest() throws -> UInt64 {
        var buffer = [UInt8](repeating: 0, count: Self.pieceSize)
        var (digest, offset) = (UInt64(length), Int64(0))
        while offset < length {
            let count = try buffer.withUnsafeMutableBytes { try fill($0, at: offset) }
            // What of the last piece is no whole word is filled up; the length tells it from others.
            let whole = (count + 7) / 8 * 8
            for index in count..<whole { buffer[index] = 0 }
            buffer.withUnsafeBytes { bytes in
                for place in stride(from: 0, to: whole, by: 8) {
                    digest ^= UInt64(
                        littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
                    digest = Mixing.next(&digest)
                }
            }
            offset += Int64(count)
        }
        return digest
    }
}
