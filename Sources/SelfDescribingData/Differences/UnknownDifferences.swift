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
        var differingEnd = first
        repeat {
            place += 1
            differingEnd = passWords(of: cause) ?? place
        } while place < end && unknown.window[place] != expected[place]
            && self.cause(at: place) == cause
        return (unknown.position + Int64(first)..<unknown.position + Int64(differingEnd), cause)
    }

    /// Passes whole words of the file that surely differ because of this cause, too, so many zeros or other data quickly;
    /// where the last byte that differs ends. Fewer equal bytes lie between those that differ than would end a difference.
    private mutating func passWords(of cause: OpenDifference.Cause) -> Int? {
        guard cause == .zeros || cause == .damage(isOfBits: false),
            (unknown.position + Int64(place)) & 7 == 0
        else { return nil }
        let first = place
        var difference: UInt64 = 0
        expected.withUnsafeBytes { expected in
            while place + 8 <= unknown.range.upperBound {
                let found = UInt64(
                    littleEndian: unknown.window.loadUnaligned(fromByteOffset: place, as: UInt64.self))
                let right = UInt64(
                    littleEndian: expected.loadUnaligned(fromByteOffset: place, as: UInt64.self))
                guard Self.isSure(cause, found, insteadOf: right) else { break }
                difference = found ^ right
                place += 8
            }
        }
        return place > first ? place - difference.leadingZeroBitCount / 8 : nil
    }

    /// Of a word right after a byte of this cause: the many zeros that it may belong to begin or end in its first or last byte.
    private static func isSure(
        _ cause: OpenDifference.Cause, _ found: UInt64, insteadOf right: UInt64
    ) -> Bool {
        guard cause != .zeros else { return found == 0 && right != 0 }
        return found & 0xff != 0 && found >> 56 != 0 && (found ^ right).nonzeroBitCount > mostFlippedBits
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
