/// Of bytes of no known origin, the ones that differ from the expected ones, and why, in runs without a gap.
struct UnknownDifferences: Sequence, IteratorProtocol {
    private static let mostFlippedBits = 2

    private let unknown: UnknownBytes
    /// What the whole window should be.
    private let expected: [UInt8]
    private var place: Int
    private var zeros: ZeroBytes

    init(_ unknown: UnknownBytes, expected: Provenance) {
        self.unknown = unknown
        self.expected = expected.bytes(
            unknown.position..<unknown.position + Int64(unknown.window.count))
        place = unknown.range.lowerBound
        zeros = ZeroBytes(in: unknown.window)
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
        if zeros.contain(place) { return .zeros }
        return .damage(isOfBits: differingBits(at: place) <= Self.mostFlippedBits)
    }

    /// In the file's word that the byte belongs to.
    private func differingBits(at place: Int) -> Int {
        let inWord = Int(unknown.position + Int64(place)) & 7
        let word = Swift.max(0, place - inWord)..<Swift.min(expected.count, place - inWord + 8)
        return word.reduce(0) { $0 + (unknown.window[$1] ^ expected[$1]).nonzeroBitCount }
    }
}
