/// Where bytes came from: a file, and the place in it.
public struct Origin: Hashable, Sendable {
    public var identity: Identity
    /// Of the first of the bytes within that file, in bytes.
    public var offset: Int64

    public init(_ identity: Identity, at offset: Int64) {
        self.identity = identity
        self.offset = offset
    }
}

/// What all bytes of one run of a stream share: the file they came from, and how far they have moved.
struct Provenance: Hashable {
    var identity: Identity
    /// The place in the file less the position in the stream.
    var shift: Int64

    init(_ identity: Identity, shift: Int64) {
        self.identity = identity
        self.shift = shift
    }

    func origin(at position: Int64) -> Origin { Origin(identity, at: position + shift) }

    /// What the stream has at these positions if it has this file's bytes there.
    func bytes(_ positions: Range<Int64>) -> [UInt8] {
        identity.data(at: positions.lowerBound + shift, count: positions.count)
    }
}

/// Bytes of a stream, one after the other, that are all of one provenance. (A run alone is an invocation of the tool.)
struct ByteRun {
    var provenance: Provenance
    /// Positions in the stream.
    var start: Int64
    var end: Int64

    var count: Int { Int(end - start) }
}
