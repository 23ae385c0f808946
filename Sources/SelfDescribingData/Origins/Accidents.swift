// Bytes of two origins, one after the other, may agree on a third, which no file has: a few more than 32 of them. The XOR of
// a word and the next but one, by which they are found, does not say which of the two was first. So the last 16 bytes of
// one origin and the first 16 of what stands 32 bytes earlier in the same file agree on one, and others by chance.

extension ByteRun {
    static let longestAccident = 48

    /// What it says of the run that bytes of this provenance stand, or should stand, around it.
    func plausibility(beside near: Provenance) -> Plausibility {
        guard provenance != near else { return .certain }
        guard !isChanged(from: near) else { return .excluded }
        if provenance.identity.run == near.identity.run { return .certain }
        return areSwapped(ofRun: near.identity.run) ? .excluded : .possible
    }

    /// Whether many of its bytes are those of another provenance. Where the same bits of neighbouring words were changed they
    /// agree on an identity, too, though no file has it; of another file's bytes hardly one is the same.
    private func isChanged(from other: Provenance) -> Bool {
        let sample = start..<min(end, start + 32)
        guard sample.lowerBound + other.shift >= 0 else { return false }
        let same = zip(provenance.bytes(sample), other.bytes(sample)).count { $0 == $1 }
        return 4 * same >= sample.count
    }

    /// Whether these are 16 bytes and 16 that stand 32 bytes before them in a file of this run.
    private func areSwapped(ofRun run: UInt32) -> Bool {
        guard count <= Self.longestAccident else { return false }
        // A run that is found by its second word begins up to 8 bytes late.
        return (max(start + 8, 16 - provenance.shift)...end - 8).contains {
            identity(ofSwappedAt: $0)?.run == run
        }
    }

    /// Whose bytes they are if each was taken for the one that stands 16 bytes from it, up to `border` before it and from
    /// there on after it.
    private func identity(ofSwappedAt border: Int64) -> Identity? {
        let first = border - 16 + provenance.shift
        let (number, place) = (first / Int64(Block.size), Int(first % Int64(Block.size)))
        guard place + 32 <= Block.size else { return nil }
        let block = Block(provenance.identity, number: UInt32(truncatingIfNeeded: number))
        var (even, odd) = (block.keys.even, block.keys.odd)
        for place in place..<place + 16 {
            let step = Table.steps[place / 8] & 0xff << UInt64(8 * (place % 8))
            if place / 8 & 1 == 0 { even ^= step } else { odd ^= step }
        }
        return Block(even: even, odd: odd).identity
    }
}

extension OriginSearch {
    func isAccident(_ run: ByteRun, believing plausibility: (ByteRun) -> Plausibility) -> Bool {
        guard run.count <= ByteRun.longestAccident else { return false }
        return isRepeatedLater(run) || isOutdone(run, believing: plausibility)
    }

    /// Whether they are 16 bytes and 16 that stand 32 bytes before them in the file, and the file goes on so that 32 are
    /// intact: then the first 16 come again.
    private func isRepeatedLater(_ run: ByteRun) -> Bool {
        let start = Int(run.start - position)
        let (first, last) = (max(0, start - 8), min(start + run.count, bytes.count - 32))
        var (repeated, longest) = (0, 0)
        for place in first..<max(first, last) {
            repeated = bytes[place] == bytes[place + 32] ? repeated + 1 : 0
            longest = max(longest, repeated)
        }
        // Where all 32 come again they stand there twice.
        return (16..<32).contains(longest)
    }

    /// Whether one that begins in it is longer, or certain.
    private func isOutdone(_ run: ByteRun, believing plausibility: (ByteRun) -> Plausibility) -> Bool {
        let (start, end) = (Int(run.start - position), Int(run.end - position))
        let last = min(end - 8, bytes.count - Self.triple)
        return firstAgreement(from: start + 1, through: last) { other in
            guard other.provenance != run.provenance else { return false }
            switch plausibility(other) {
            case .excluded: return false
            case .certain: return true
            case .possible: return other.count > run.count && !isRepeatedLater(other)
            }
        } != nil
    }
}
