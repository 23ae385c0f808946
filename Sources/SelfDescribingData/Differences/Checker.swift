/// Holds a file's bytes, which come in order and in pieces of any size, against the identity that they should have.
///
/// What is right is passed at memory speed; what differs is explained, and checking goes on after it. The result does not
/// depend on how the file was cut, and memory is bounded whatever comes.
public struct Checker: Sendable {
    /// How many bytes were held against the identity.
    public private(set) var checkedBytes: Int64 = 0

    private let expected: Provenance
    private let length: Int64
    private var position: Int64
    private var scanner: RunScanner
    private var collector: DifferenceCollector

    /// - Parameters:
    ///   - expected: whose bytes they should be.
    ///   - length: of the file, in bytes. What comes beyond it is not looked at.
    ///   - offset: in the file, of the first byte that will come.
    public init(_ expected: Identity, length: Int64 = .max, from offset: Int64 = 0) {
        self.expected = Provenance(expected, shift: 0)
        self.length = length
        position = offset
        scanner = RunScanner(from: offset, expecting: self.expected)
        collector = DifferenceCollector(expected, from: offset)
    }

    /// Takes the next piece.
    public mutating func check(_ bytes: UnsafeRawBufferPointer) {
        let count = Int(min(Int64(bytes.count), max(0, length - position)))
        scanner.scan(UnsafeRawBufferPointer(rebasing: bytes.prefix(count)), &collector)
        position += Int64(count)
        checkedBytes += Int64(count)
    }

    /// To be called once all has come: everything that differs.
    public mutating func finish() -> Differences {
        scanner.finish(&collector)
        collector.finish()
        return collector.differences
    }

    /// The same as that many zero bytes.
    mutating func checkZeros(_ count: Int64) {
        let zeros = [UInt8](repeating: 0, count: Int(min(count, 4096)))
        var rest = count
        while rest > 0 {
            zeros.withUnsafeBytes {
                check(UnsafeRawBufferPointer(rebasing: $0.prefix(Int(min(rest, 4096)))))
            }
            rest -= 4096
        }
    }

    /// Bytes of which it is known only that they are no file's.
    mutating func countGarbage(_ count: Int64) {
        let count = min(count, max(0, length - position))
        guard count > 0 else { return }
        scanner.finish(&collector)
        collector.takeGarbage(position..<position + count)
        position += count
        checkedBytes += count
        scanner = RunScanner(from: position, expecting: expected)
    }
}
