/// Makes differences from an expected identity of the runs of a stream and the bytes between them.
struct DifferenceCollector: RunConsumer, Sendable {
    private(set) var differences = Differences()

    private let expected: Provenance
    /// Where the stream begins.
    private let start: Int64
    /// The last difference, which may go on.
    private var last: OpenDifference?

    init(_ expected: Identity, from start: Int64) {
        self.expected = Provenance(expected, shift: 0)
        self.start = start
    }

    func plausibility(of run: ByteRun) -> Plausibility { run.plausibility(beside: expected) }

    mutating func take(_ run: ByteRun) {
        guard run.provenance != expected else { return }
        let kind = Difference.Kind(of: run.provenance.identity, insteadOf: expected.identity)
        var run = run
        if case .origin(_, let kindBefore) = last?.cause, let end = last?.fullEnd, run.start < end {
            // Bytes that fit both are of the more distant one.
            if kind.distance > kindBefore.distance {
                shortenLast(to: run.start)
            } else {
                run.start = end
            }
        }
        guard let differing = differingPart(of: run) else { return }
        note(.origin(run.provenance, kind), differing, fullEnd: run.end)
    }

    mutating func take(_ unknown: UnknownBytes) {
        for (positions, cause) in UnknownDifferences(unknown, expected: expected) {
            note(cause, positions, fullEnd: positions.upperBound)
        }
    }

    mutating func takeGarbage(_ positions: Range<Int64>) {
        note(.damage(isOfBits: false), positions, fullEnd: positions.upperBound)
    }

    mutating func finish() {
        if let last { differences.add(last.difference) }
        last = nil
    }

    private mutating func note(
        _ cause: OpenDifference.Cause, _ positions: Range<Int64>, fullEnd: Int64
    ) {
        if let last, positions.lowerBound - last.end < Differences.gap,
            let both = last.cause.joined(with: cause)
        {
            self.last?.cause = both
            self.last?.end = positions.upperBound
            self.last?.fullEnd = fullEnd
        } else {
            finish()
            last = OpenDifference(
                cause: cause, start: positions.lowerBound, end: positions.upperBound, fullEnd: fullEnd)
        }
    }

    private mutating func shortenLast(to end: Int64) {
        guard let last, case .origin(let provenance, _) = last.cause,
            let differing = differingPart(of: ByteRun(provenance: provenance, start: last.start, end: end))
        else { return }
        self.last?.end = differing.upperBound
    }

    /// The run less those bytes at its edges that are equal to the expected ones by chance.
    private func differingPart(of run: ByteRun) -> Range<Int64>? {
        var (start, end) = (run.start, run.end)
        while start < end, isEqual(run, start) { start += 1 }
        while end > start, isEqual(run, end - 1) { end -= 1 }
        return start < end ? start..<end : nil
    }

    private func isEqual(_ run: ByteRun, _ position: Int64) -> Bool {
        run.provenance.bytes(position..<position + 1) == expected.bytes(position..<position + 1)
    }
}

/// A difference that may go on.
struct OpenDifference: Sendable {
    enum Cause: Equatable {
        case origin(Provenance, Difference.Kind)
        case zeros
        /// Neither: with bits flipped in some words, and in every one no more than 2 of them.
        case damage(isOfBits: Bool)

        /// Of two differences that are near to each other, if they are one.
        func joined(with next: Cause) -> Cause? {
            if case (.damage(let one), .damage(let other)) = (self, next) {
                return .damage(isOfBits: one && other)
            }
            return self == next ? self : nil
        }
    }

    var cause: Cause
    var start: Int64
    /// After the last byte that differs.
    var end: Int64
    /// After the last byte that is of the origin.
    var fullEnd: Int64

    var difference: Difference {
        switch cause {
        case .origin(let provenance, let kind):
            Difference(kind, offset: start, length: end - start, origin: provenance.origin(at: start))
        case .zeros: Difference(.zeros, offset: start, length: end - start)
        case .damage(let isOfBits):
            Difference(isOfBits ? .flippedBits : .garbage, offset: start, length: end - start)
        }
    }
}

extension Difference.Kind {
    /// What it is that one file's bytes stand where the other's should be.
    init(of found: Identity, insteadOf expected: Identity) {
        if found.run != expected.run {
            self = .foreign
        } else if !found.isSameFile(as: expected) {
            self = .wrongFile
        } else if found.version != expected.version {
            self = found.version < expected.version ? .stale : .newer
        } else {
            self = .wrongOffset
        }
    }

    /// How far away an origin is.
    fileprivate var distance: Int {
        switch self {
        case .foreign: 3
        case .wrongFile: 2
        case .stale, .newer: 1
        default: 0
        }
    }
}
