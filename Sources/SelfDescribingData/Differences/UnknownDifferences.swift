/// Of bytes of no known origin, the ones that differ from the expected ones, and why, in runs without a gap.
struct UnknownDifferences: Sequence, IteratorProtocol {
    /// So many zero bytes in a row are no accident.
    private static let leastZeros = 16
    private static let mostFlippedBits = 2

    private let unknown: UnknownBytes
    /// What the whole window should be.
    private let expected: [UInt8]
    private var place: Int
    /// The zero bytes that were counted last.
    private var zeros = 0..<0

    init(_ unknown: UnknownBytes, expected: Provenance) {
        self.unknown = unknown
        self.expected = expected.bytes(
            unknown.position..<unknown.position + Int64(unknown.window.count))
        place = unknown.range.lowerBound
    }

    mutating func next() -> (Range<Int64>, OpenDifference.Cause)? {
        let end = unknown.range.upperBound
        while place < end, unknown.window[place] == expected[place] { place += 1 }
        guard place < end else { return nil }
        let first = place
        let cause = cause(at: first)
        repeat {
            place += 1
        } while place < end && unknown.window[place] != expected[place]
            && self.cause(at: place) == cause
        return (unknown.position + Int64(first)..<unknown.position + Int64(place), cause)
    }

    private mutating func cause(at place: Int) -> OpenDifference.Cause {
        if isInZeros(place) { return .zeros }
        return .damage(isOfBits: differingBits(at: place) <= Self.mostFlippedBits)
    }

    private mutating func isInZeros(_ place: Int) -> Bool {
        guard unknown.window[place] == 0 else { return false }
        if !zeros.contains(place) {
            // Zero bytes that are right, or another's, are counted, too.
            let window = unknown.window
            let first = window[..<place].reversed().prefix(Self.leastZeros).prefix { $0 == 0 }.count
            let rest = window[place...].prefix { $0 == 0 }.count
            zeros = place - first..<place + rest
        }
        return zeros.count >= Self.leastZeros
    }

    /// In the file's word that the byte belongs to.
    private func differingBits(at place: Int) -> Int {
        let inWord = Int(unknown.position + Int64(place)) & 7
        let word = Swift.max(0, place - inWord)..<Swift.min(expected.count, place - inWord + 8)
        return word.reduce(0) { $0 + (unknown.window[$1] ^ expected[$1]).nonzeroBitCount }
    }
}
