import CVectors

/// What tells places at which generated data may begin from others, in the shape that the vector unit takes.
struct OriginMarks {
    /// Stays for the life of the process.
    // Unsafe only by its type: it is written once, before anybody has it, and read from then on.
    nonisolated(unsafe) private static let steps: UnsafePointer<UInt64> = {
        let (bits, count) = (1 << 16, (1 << 16) / 64)
        let steps = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
        steps.initialize(repeating: 0, count: count)
        for place in 0..<Table.count - 2 {
            let step = Int(truncatingIfNeeded: Table.steps[place]) & (bits - 1)
            steps[step / 64] |= 1 << UInt64(step % 64)
        }
        return UnsafePointer(steps)
    }()

    fileprivate let marks: origin_marks

    init() {
        let words = Table.words
        marks = origin_marks(
            steps: Self.steps, border: (words[509], words[510], words[511], words[0], words[1], words[2]))
    }
}

/// The places, a few at a time, at which the first whole word of 32 or more bytes of some file may be: in noise about one
/// of 60, which is looked at closer. No place that is one is left out.
struct PossibleOrigins: IteratorProtocol {
    private var place: Int
    /// Of `place` and those after it.
    private var flags: UInt64

    /// Up to where there are no others.
    let end: Int

    /// - Parameter first: where at least three words begin.
    init(in bytes: UnsafeRawBufferPointer, from first: Int, _ marks: OriginMarks) {
        // Near the end those before are looked at, too, as many are looked at together.
        let start = min(first, bytes.count - ORIGIN_BYTES)
        if start > 0, first < start + ORIGIN_PLACES {
            var found: UInt64 = 0
            let part = withUnsafePointer(to: marks.marks) {
                origins_possible(bytes.baseAddress, start, bytes.count, $0, &found)
            }
            place = max(first, part)
            flags = found >> UInt64(place - part)
            end = found == 0 ? part : part + ORIGIN_PLACES
        } else {
            // There is no byte before, or hardly any after.
            place = first
            flags = .max
            end = first + ORIGIN_PLACES
        }
    }

    mutating func next() -> Int? {
        guard flags != 0 else { return nil }
        let skipped = flags.trailingZeroBitCount
        defer {
            place += skipped + 1
            flags = (flags >> UInt64(skipped)) >> 1
        }
        return place + skipped
    }
}
