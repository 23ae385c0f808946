/// A file's word, and how it stands in a stream that should have it.
struct ComparedWord {
    private static let mostFlippedBits = 2

    var provenance: Provenance
    /// In the stream; fewer than 8 where it begins or ends.
    var positions: Range<Int64>
    var differingBits: Int

    var isRight: Bool { differingBits == 0 }
    var isNearlyRight: Bool { differingBits <= Self.mostFlippedBits }
}

extension UnknownBytes {
    /// In the stream.
    var positions: Range<Int64> {
        position + Int64(range.lowerBound)..<position + Int64(range.upperBound)
    }

    /// The word of a file that the byte at `place` would belong to.
    func word(of provenance: Provenance, at place: Int64) -> ComparedWord {
        let start = place - (place + provenance.shift) & 7
        let positions = max(start, position)..<min(start + 8, position + Int64(window.count))
        let bits = zip(provenance.bytes(positions), window[Int(positions.lowerBound - position)...])
            .reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
        return ComparedWord(provenance: provenance, positions: positions, differingBits: bits)
    }

    /// Whether a word after a run belongs to it, and has flipped bits if it is not right. Where other bytes begin in mid word
    /// just that may look alike by chance: so its data must go on, or nothing else come before the next run or the end.
    func isWithinData(_ word: ComparedWord) -> Bool {
        guard word.isNearlyRight else { return false }
        let end = word.positions.upperBound
        return word.isRight || end == position + Int64(window.count)
            || next != nil && end >= positions.upperBound
            || self.word(of: word.provenance, at: end).isNearlyRight
    }

    /// The bytes right before the next run that are of its whole words, each with no more than a few wrong bits, and before
    /// the first of them either nothing else or the data, too.
    var nearlyRightBeforeNext: Range<Int64> {
        let end = positions.upperBound
        guard let next else { return end..<end }
        // Not further, as what is further back may have been told of before.
        let least = max(positions.lowerBound, end - Int64(RunScanner.heldBeforeRun) + 8, -next.shift)
        var start = end
        var isFirstRight = true
        while start > least {
            let word = word(of: next, at: start - 1)
            let first = word.positions.lowerBound
            guard first >= least, (first + next.shift) & 7 == 0, word.isNearlyRight else { break }
            start = first
            isFirstRight = word.isRight
        }
        guard isFirstRight || start == positions.lowerBound else {
            return min(end, start + 8)..<end
        }
        return start..<end
    }
}
