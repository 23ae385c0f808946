/// What a file holds instead of what it should, and what the finding of that says.
struct Damage {
    let content: FileContent
    /// Of the run of bytes that differs, less those at its edges that are equal by chance; what a `short` file lacks, and
    /// what a `long` one has too much.
    let extent: Range<Int64>

    /// - Parameter segments: all that the damaged file holds, in order.
    init(_ segments: [Segment], extent: Range<Int64>) {
        content = FileContent(segments.filter { $0.count > 0 })
        self.extent = extent
    }
}

extension Segment {
    static func bytes(_ bytes: [UInt8]) -> Segment { Segment(kind: .bytes(bytes), count: Int64(bytes.count)) }
}

extension FileContent {
    /// Some of it, not copied.
    func part(_ range: Range<Int64>) -> Segment {
        Segment(kind: .part(of: self, from: range.lowerBound), count: Int64(range.count))
    }
}
