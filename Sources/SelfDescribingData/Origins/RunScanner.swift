/// What a scanner tells of a stream, in the order of the stream.
protocol RunConsumer {
    /// Whether bytes that agree on a file are its own. At least 32 of them have come.
    func plausibility(of run: ByteRun) -> Plausibility
    /// A run at its full extent. It may begin before the last one's end, where bytes fit both by chance.
    mutating func take(_ run: ByteRun)
    /// Bytes between two runs.
    mutating func take(_ unknown: UnknownBytes)
}

/// Bytes of no known origin, with those around them.
struct UnknownBytes {
    /// These bytes and at least `RunScanner.context` on either side, fewer where the stream begins or ends.
    var window: UnsafeRawBufferPointer
    /// Where they are in the window.
    var range: Range<Int>
    /// Of the window's first byte, in the stream.
    var position: Int64
    /// What the run is that begins right after them, if one does.
    var next: Provenance?
}

/// Divides a stream, which comes in pieces of any size, into runs of bytes of one origin and what is between them.
///
/// A run is followed at memory speed, in place. Only what comes after its end is copied, into a window, and looked at byte
/// by byte until the next run begins. What is told does not depend on how the stream was cut, except for how often bytes
/// between runs are told of.
struct RunScanner: Sendable {
    /// Bytes that are shown around others.
    static let context = 32
    /// Bytes before a run that are told of together with it.
    static let heldBeforeRun = 264

    private static let windowSize = 4096 + 1024

    private var followed: ByteRun?
    private var window: [UInt8] = []
    /// Of the window's first byte, in the stream.
    private var windowPosition: Int64
    /// The first place in the window at which no run was looked for yet.
    private var unsearched = 0
    /// The first in the window of the bytes that nothing was told of yet.
    private var untold = 0
    /// Of the next byte to come.
    private var position: Int64

    /// - Parameters:
    ///   - position: of the first byte, in the stream.
    ///   - expected: what the first byte should be of; a run of it may be of any length there.
    init(from position: Int64 = 0, expecting expected: Provenance? = nil) {
        self.position = position
        windowPosition = position
        followed = expected.map { ByteRun(provenance: $0, start: position, end: position) }
    }

    /// Takes the next piece.
    mutating func scan(_ piece: UnsafeRawBufferPointer, _ consumer: inout some RunConsumer) {
        var rest = piece
        while !rest.isEmpty {
            let taken = followed == nil ? search(rest, &consumer) : follow(rest, &consumer)
            position += Int64(taken)
            rest = UnsafeRawBufferPointer(rebasing: rest[taken...])
        }
    }

    /// Tells the rest, once all has come.
    mutating func finish(_ consumer: inout some RunConsumer) {
        if followed == nil { searchWindow(atEnd: true, &consumer) }
        endRun(&consumer)
        window = []
        (windowPosition, unsearched, untold) = (position, 0, 0)
    }

    private mutating func follow(_ rest: UnsafeRawBufferPointer, _ consumer: inout some RunConsumer) -> Int {
        guard let run = followed else { return 0 }
        let provenance = run.provenance
        let matching = provenance.identity.matchingPrefix(rest, at: position + provenance.shift)
        let end = position + Int64(matching)
        followed?.end = end
        guard matching < rest.count else { return matching }

        let shown = max(run.start, end - Int64(Self.context))
        window = provenance.bytes(shown..<end)
        windowPosition = shown
        untold = window.count
        unsearched = max(0, untold - 7)
        endRun(&consumer)
        return matching
    }

    private mutating func endRun(_ consumer: inout some RunConsumer) {
        guard let run = followed else { return }
        followed = nil
        if run.start < run.end { consumer.take(run) }
    }

    private mutating func search(_ rest: UnsafeRawBufferPointer, _ consumer: inout some RunConsumer) -> Int {
        let count = min(rest.count, Self.windowSize - window.count)
        window.append(contentsOf: rest.prefix(count))
        searchWindow(atEnd: false, &consumer)
        return count
    }

    private mutating func searchWindow(atEnd: Bool, _ consumer: inout some RunConsumer) {
        var bytes: [UInt8] = []
        swap(&bytes, &window)
        let isFollowing = bytes.withUnsafeBytes { findRuns($0, atEnd: atEnd, &consumer) }
        if isFollowing { bytes.removeAll(keepingCapacity: true) } else { forget(&bytes) }
        swap(&bytes, &window)
    }

    /// Whether the last run that was found goes on beyond the window.
    private mutating func findRuns(
        _ bytes: UnsafeRawBufferPointer, atEnd: Bool, _ consumer: inout some RunConsumer
    ) -> Bool {
        let search = OriginSearch(bytes: bytes, position: windowPosition)
        // While more may come, a run is looked for only where it can be told from one that is too short.
        let last = bytes.count - (atEnd ? OriginSearch.triple : OriginSearch.telling)
        while let run = search.firstRun(
            from: unsearched, through: last, believing: { consumer.plausibility(of: $0) })
        {
            tell(bytes, before: Int(run.start - windowPosition), next: run.provenance, &consumer)
            untold = Int(run.end - windowPosition)
            if untold == bytes.count {
                followed = run
                return true
            }
            // A few of the next run's bytes may be right for this one by chance.
            unsearched = untold - 7
            consumer.take(run)
        }
        unsearched = max(unsearched, last + 1)
        tell(bytes, before: atEnd ? bytes.count : unsearched - 7 - Self.heldBeforeRun, next: nil, &consumer)
        return false
    }

    private mutating func tell(
        _ bytes: UnsafeRawBufferPointer, before end: Int, next: Provenance?,
        _ consumer: inout some RunConsumer
    ) {
        guard untold < end else { return }
        let shown = max(0, untold - Self.context)..<min(bytes.count, end + Self.context)
        consumer.take(
            UnknownBytes(
                window: UnsafeRawBufferPointer(rebasing: bytes[shown]),
                range: untold - shown.lowerBound..<end - shown.lowerBound,
                position: windowPosition + Int64(shown.lowerBound), next: next))
        untold = end
    }

    /// Drops what is needed no more, when it is much.
    private mutating func forget(_ bytes: inout [UInt8]) {
        let count = max(0, min(untold, unsearched) - Self.context)
        guard count > Self.windowSize / 2 else { return }
        bytes.removeFirst(count)
        windowPosition += Int64(count)
        untold -= count
        unsearched -= count
    }
}
