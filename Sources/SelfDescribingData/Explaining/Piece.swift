/// Bytes of a file that are one thing.
public struct Piece: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Of one origin, one after the other as there.
        case generated
        /// Words of generated data, each with one or two wrong bits; `found` is where they belong.
        case flippedBits = "flipped-bits"
        /// At least 16 zero bytes.
        case zeros
        /// Of no known origin.
        case garbage
    }

    /// Where it stands in the file, in bytes.
    public var offset: Int64
    /// How many bytes.
    public var length: Int64
    public var kind: Kind
    /// Where its first byte belongs: of the first two kinds.
    public var found: Origin?

    public init(_ kind: Kind, offset: Int64, length: Int64, found: Origin? = nil) {
        self.offset = offset
        self.length = length
        self.kind = kind
        self.found = found
    }
}
