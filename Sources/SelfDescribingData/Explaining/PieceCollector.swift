/// Makes pieces of the runs of a stream and the bytes between them.
struct PieceCollector: RunConsumer, Sendable {
    private var whole: [Piece] = []
    /// The last piece, which may go on.
    private var last: OpenPiece?
    /// Of the last run, which damage after it may be damage of.
    private var latest: Provenance?
    /// Whether the words since that run's end are of it, too: as long as none differs in too many bits.
    private var isContinued = false

    /// Up to where the pieces go.
    private var end: Int64 { last?.end ?? 0 }

    func plausibility(of run: ByteRun) -> Plausibility {
        latest.map { run.plausibility(beside: $0) } ?? .possible
    }

    mutating func take(_ run: ByteRun) {
        // A few bytes may fit the run before, too, and a word with flipped bits go beyond its last one.
        append(.generated, run.provenance, max(run.start, end)..<run.end)
        latest = run.provenance
        isContinued = true
    }

    mutating func take(_ unknown: UnknownBytes) {
        var zeros = ZeroBytes(in: unknown.window)
        let beforeNext = unknown.nearlyRightBeforeNext
        var position = max(end, unknown.positions.lowerBound)
        while position < unknown.positions.upperBound {
            if isContinued, let latest {
                let word = unknown.word(of: latest, at: position)
                if unknown.isWithinData(word) {
                    append(word)
                    position = end
                    continue
                }
                isContinued = false
            }
            if let next = unknown.next, beforeNext.contains(position) {
                append(unknown.word(of: next, at: position))
                position = end
            } else {
                let place = Int(position - unknown.position)
                let zerosEnd = zeros.end(from: place)
                // A zero byte that is none of many is passed alone.
                let end = zerosEnd ?? place + max(1, ZeroBytes.countOfOthers(in: unknown.window, from: place))
                let next = min(unknown.position + Int64(end), beforeNext.lowerBound)
                append(zerosEnd == nil ? .garbage : .zeros, nil, position..<next)
                position = next
            }
        }
    }

    mutating func finish() {
        if let last { whole.append(last.piece) }
        last = nil
    }

    mutating func takeWhole() -> [Piece] {
        defer { whole.removeAll(keepingCapacity: true) }
        return whole
    }

    private mutating func append(_ word: ComparedWord) {
        append(word.isRight ? .generated : .flippedBits, word.provenance, word.positions)
    }

    private mutating func append(_ kind: Piece.Kind, _ provenance: Provenance?, _ positions: Range<Int64>) {
        guard !positions.isEmpty else { return }
        if last?.kind == kind, last?.provenance == provenance {
            last?.end = positions.upperBound
        } else {
            // A word that is right at its beginning belongs to the one piece as a whole.
            if let last, positions.lowerBound < last.end { self.last?.end = positions.lowerBound }
            finish()
            last = OpenPiece(
                kind: kind, provenance: provenance, start: positions.lowerBound, end: positions.upperBound)
        }
    }
}

/// A piece that may go on.
private struct OpenPiece {
    var kind: Piece.Kind
    var provenance: Provenance?
    var start: Int64
    var end: Int64

    var piece: Piece {
        Piece(kind, offset: start, length: end - start, found: provenance?.origin(at: start))
    }
}
