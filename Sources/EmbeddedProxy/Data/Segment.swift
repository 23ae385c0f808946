import SelfDescribingData

/// A run of a file's bytes that are kept in one way. Segments stand one after another, so that where one begins in the
/// file, and its bytes among the stored ones, follows from those before it.
struct Segment: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        /// The bytes of a generated file at the very same place in it: made anew whenever they are asked for.
        case generated(Identity)
        /// Kept as they came.
        case stored
        /// Those of another content, from a place in it on.
        case part(of: FileContent, from: Int64)
        /// These.
        case bytes([UInt8])
        /// Nowhere any more.
        case lost
    }

    var kind: Kind
    /// In bytes.
    var count: Int64
}

extension [Segment] {
    /// Adds a segment, as a part of the last one where it is of the same kind.
    mutating func add(_ segment: Segment) {
        if last?.kind == segment.kind {
            self[count - 1].count += segment.count
        } else {
            append(segment)
        }
    }
}
