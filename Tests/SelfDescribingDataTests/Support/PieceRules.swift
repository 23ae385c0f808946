import SelfDescribingData
import TestSupport

/// What must hold of the pieces of a file, whatever was done to it.
struct PieceRules {
    private let file: DamagedFile

    init(_ file: DamagedFile) { self.file = file }

    func areKept(by pieces: [Piece]) -> Bool {
        areWithoutGaps(pieces) && pieces.allSatisfy(isTrue) && namesAllOrigins(pieces)
    }

    private func areWithoutGaps(_ pieces: [Piece]) -> Bool {
        var end: Int64 = 0
        for piece in pieces {
            guard piece.offset == end, piece.length > 0 else { return false }
            end += piece.length
        }
        return end == file.bytes.count
    }

    private func isTrue(_ piece: Piece) -> Bool {
        let bytes = file.bytes[Int(piece.offset)..<Int(piece.offset + piece.length)]
        let origin = piece.found.map { $0.identity.bytes(at: $0.offset, count: bytes.count) }
        switch piece.kind {
        case .generated: return origin.map { bytes.elementsEqual($0) } ?? false
        case .flippedBits:
            guard let origin, let offset = piece.found?.offset, offset % 8 == 0 else { return false }
            return stride(from: 0, to: bytes.count, by: 8).allSatisfy { word in
                let bits = zip(bytes.dropFirst(word).prefix(8), origin.dropFirst(word))
                    .reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
                return (1...2).contains(bits)
            }
        case .zeros: return origin == nil && bytes.allSatisfy { $0 == 0 }
        case .garbage: return origin == nil
        }
    }

    /// Whether every 32 bytes of one origin are in pieces that have one.
    private func namesAllOrigins(_ pieces: [Piece]) -> Bool {
        var isNamed = [Bool](repeating: false, count: file.bytes.count)
        for piece in pieces where piece.found != nil {
            for index in Int(piece.offset)..<Int(piece.offset + piece.length) { isNamed[index] = true }
        }
        return file.intactRuns.allSatisfy { run in run.range.allSatisfy { isNamed[$0] } }
    }
}
