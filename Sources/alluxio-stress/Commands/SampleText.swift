import SelfDescribingData

/// Text that is the same on every machine: lines of words in an order that a fixed generator gives. It ends in a line
/// feed. It comes in pieces, so that none is too long for memory.
struct SampleText: Sequence, IteratorProtocol {
    private static let pieceLength = 64 << 10

    private static let words = [
        "alluxio", "block", "bytes", "cache", "client", "close", "cluster", "copy", "create", "data",
        "delete", "file",
        "folder", "journal", "length", "line", "list", "load", "master", "memory", "mount", "node", "offset",
        "open",
        "page", "path", "process", "proxy", "read", "status", "store", "stream", "tier", "under", "worker",
        "write",
    ]

    private var remaining: Int64
    private var state: UInt64 = 1
    private var line = 0
    /// What was made beyond the last piece.
    private var rest: [UInt8] = []

    init(count: Int64) { remaining = count }

    mutating func next() -> [UInt8]? {
        guard remaining > 0 else { return nil }
        var piece = rest
        piece.reserveCapacity(Self.pieceLength + 256)
        while piece.count < Self.pieceLength { appendLine(to: &piece) }
        let count = Int(Swift.min(remaining, Int64(Self.pieceLength)))
        rest = Array(piece[count...])
        piece.removeLast(piece.count - count)
        remaining -= Int64(count)
        if remaining == 0 { piece[count - 1] = UInt8(ascii: "\n") }
        return piece
    }

    private mutating func appendLine(to piece: inout [UInt8]) {
        piece += "\(line):".utf8
        for _ in 0..<10 {
            piece.append(UInt8(ascii: " "))
            piece += Self.words[Int(Mixing.next(&state) % UInt64(Self.words.count))].utf8
        }
        piece.append(UInt8(ascii: "\n"))
        line += 1
    }
}
