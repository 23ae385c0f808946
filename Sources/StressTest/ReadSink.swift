import OSThreads

/// Where the bytes of a read go: they are counted, held against the source, and kept in a copy, as the plan asks.
struct ReadSink: ~Copyable {
    private(set) var received: Int64 = 0
    private var comparison: Comparison?
    private var copy: LocalCopy?

    init(expected: SourceFile?, copies: LocalCopies?, process: Int) throws(SystemError) {
        comparison = expected.map { Comparison(with: $0) }
        if let copies { copy = try LocalCopy(copies, process: process) } else { copy = nil }
    }

    mutating func take(_ piece: UnsafeRawBufferPointer) throws(SystemError) {
        received += Int64(piece.count)
        try comparison?.take(piece)
        try copy?.append(piece)
    }

    mutating func keepCopy() throws(SystemError) { try copy?.keep() }

    /// The runs of bytes that differ from the source, and how many more there are.
    mutating func differences() -> (runs: [Comparison.Run], omitted: Int) {
        comparison?.finish()
        return (comparison?.runs ?? [], comparison?.runsOmitted ?? 0)
    }
}
