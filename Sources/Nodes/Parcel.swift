/// How bytes are published: in pieces, each under a key of its own, the first with the length of all before it.
///
/// For a value of more than 4 MiB ends mpirun with a segmentation fault (PMIx 4.2, shared memory).
struct Parcel {
    static let pieceSize = 1 << 20
    private static let lengthSize = 8

    /// The key of a piece.
    static func key(_ key: String, piece: Int) -> String { piece == 0 ? key : "\(key)#\(piece)" }

    static func pieces(of bytes: [UInt8]) -> [[UInt8]] {
        let length = UInt64(bytes.count).littleEndian
        let all = withUnsafeBytes(of: length) { [UInt8]($0) } + bytes
        return stride(from: 0, to: all.count, by: pieceSize).map { start in
            Array(all[start..<min(start + pieceSize, all.count)])
        }
    }

    /// What came so far.
    private var received: [UInt8] = []
    /// The piece that is due.
    private(set) var nextPiece = 0

    /// Takes the piece that is due.
    mutating func take(_ piece: [UInt8]) {
        received += piece
        nextPiece += 1
    }

    /// All bytes, once the last piece was taken.
    var bytes: [UInt8]? {
        guard received.count >= Self.lengthSize else { return nil }
        let length = received.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
        guard length <= UInt64(received.count - Self.lengthSize) else { return nil }
        return Array(received[Self.lengthSize..<Self.lengthSize + Int(length)])
    }
}
