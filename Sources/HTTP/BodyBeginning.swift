/// The first pieces of a streamed body, asked for before its request is sent: a body that ends within them goes out
/// together with the request's head, in one packet of the network in the place of three.
final class BodyBeginning {
    /// In bytes. So much fits the send buffer of any connection, so that sending it waits for nobody.
    private static let capacity = 16 << 10

    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 16)
    private var taken = 0
    private var count = 0
    /// Whether the body ended.
    private(set) var isWhole = false

    deinit { buffer.deallocate() }

    /// What was read and not taken.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: buffer[taken..<count]) }

    /// Forgets the last request's.
    func clear() {
        (taken, count, isWhole) = (0, 0, false)
    }

    /// Asks for the body's first piece, and for another where that did not fill the buffer: not for more, for a body may
    /// be slow to come. Throws what `fill` throws.
    func read(_ fill: (UnsafeMutableRawBufferPointer) throws -> Int) throws {
        for _ in 0..<2 where !isWhole && count < buffer.count {
            let piece = try fill(UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
            count += piece
            isWhole = piece == 0
        }
    }

    /// Moves as much as fits into `target`; how many bytes.
    func take(into target: UnsafeMutableRawBufferPointer) -> Int {
        let moved = min(target.count, count - taken)
        target.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<moved]))
        taken += moved
        return moved
    }
}
