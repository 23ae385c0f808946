import SelfDescribingData

/// What a file's bytes are, as a table that a person reads: a row for each piece, told as they are found.
public struct PieceTable {
    private static let headings = [
        "offset", "length", "what", "run", "node", "process", "file", "version", "its offset",
    ]
    /// The column of words, which stands to the left.
    private static let what = 2

    private let widths: [Int]

    /// - Parameter length: of the file, in bytes.
    public init(length: Int64) {
        let number = max(Numbers.whole(length).count, 6)
        widths = [number, number, 12, 10, 4, 7, 5, 8, max(number, 10)]
    }

    public var header: String { row(Self.headings) }

    public func row(of piece: Piece) -> String {
        let place = [Numbers.whole(piece.offset), Numbers.whole(piece.length), piece.kind.rawValue]
        guard let found = piece.found else { return row(place) }
        let identity = found.identity
        return row(
            place + [
                "\(identity.run)", "\(identity.node)", "\(identity.process)", "\(identity.file)",
                "\(identity.version)", Numbers.whole(found.offset),
            ])
    }

    private func row(_ cells: [String]) -> String {
        let aligned = cells.indices.map { column in
            let space = String(repeating: " ", count: max(0, widths[column] - cells[column].count))
            let isLast = column == cells.count - 1
            return column == Self.what ? cells[column] + (isLast ? "" : space) : space + cells[column]
        }
        return aligned.joined(separator: "  ")
    }
}
