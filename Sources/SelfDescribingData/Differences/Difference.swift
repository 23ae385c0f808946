/// Bytes of a file that are not what should be there: one run of them, which begins and ends at a byte that differs.
public struct Difference: Hashable, Sendable {
    /// What they are. Of several that fit, the first of these.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Bytes of another run.
        case foreign
        /// Bytes of another file of this run.
        case wrongFile = "wrong-file"
        /// Bytes of an earlier version of this file.
        case stale
        /// Bytes of a later version of this file.
        case newer
        /// Bytes of this file and version that belong elsewhere in it.
        case wrongOffset = "wrong-offset"
        /// At least 16 zero bytes where data should be.
        case zeros
        /// No word differs in more than 2 bits.
        case flippedBits = "flipped-bits"
        /// Bytes of no known origin.
        case garbage
    }

    public var kind: Kind
    /// Where they stand in the file, in bytes.
    public var offset: Int64
    /// How many bytes.
    public var length: Int64
    /// Where they came from: of the first five kinds.
    public var origin: Origin?

    public init(_ kind: Kind, offset: Int64, length: Int64, origin: Origin? = nil) {
        self.kind = kind
        self.offset = offset
        self.length = length
        self.origin = origin
    }
}

/// The differences of one file, in its order: the first ones, and how many there are more.
public struct Differences: Hashable, Sendable {
    /// How many of a file are kept, so that one that is wrong everywhere takes no more memory than another.
    public static let kept = 100
    /// So many equal bytes end a difference; fewer belong to it.
    public static let gap: Int64 = 16

    public private(set) var first: [Difference] = []
    /// All of them.
    public private(set) var count = 0

    public init() {}

    public var isEmpty: Bool { count == 0 }
    /// How many are not kept.
    public var omitted: Int { count - first.count }

    mutating func add(_ difference: Difference) {
        if first.count < Self.kept { first.append(difference) }
        count += 1
    }
}
