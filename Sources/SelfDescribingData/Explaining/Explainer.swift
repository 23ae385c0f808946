/// Says of any bytes, which come in order and in pieces of any size, what they are.
///
/// Of generated data the origin is named wherever at least 32 of its bytes stand in a row, from any position and
/// alignment. Data of one origin is passed at memory speed. Memory is bounded whatever comes, and the pieces do not depend
/// on how the bytes were cut.
public struct Explainer: Sendable {
    private var scanner = RunScanner()
    private var pieces = PieceCollector()

    public init() {}

    /// Takes the next bytes; the pieces that are whole by then, in order and without gaps.
    public mutating func explain(_ bytes: UnsafeRawBufferPointer) -> [Piece] {
        scanner.scan(bytes, &pieces)
        return pieces.takeWhole()
    }

    /// To be called once all has come: the pieces that are left.
    public mutating func finish() -> [Piece] {
        scanner.finish(&pieces)
        pieces.finish()
        return pieces.takeWhole()
    }
}
