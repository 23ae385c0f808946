import WebServer

/// Takes a small body whole, then answers.
final class CollectedBody: BodyReceiver {
    /// Options are hundreds of bytes; nobody may fill the memory.
    private static let limit = 1 << 20
    private var bytes: [UInt8] = []
    private let answer: ([UInt8]) -> Response

    init(_ answer: @escaping ([UInt8]) -> Response) { self.answer = answer }

    func receive(_ piece: RawSpan) -> Bool {
        guard bytes.count + piece.byteCount <= Self.limit else { return false }
        bytes.append(piece)
        return true
    }

    func end() -> Response { answer(bytes) }
}

/// Throws a body away, then answers.
final class DiscardedBody: BodyReceiver {
    private let answer: () -> Response

    init(_ answer: @escaping () -> Response) { self.answer = answer }

    func receive(_ piece: RawSpan) -> Bool { true }
    func end() -> Response { answer() }
}
