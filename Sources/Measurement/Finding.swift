/// Something stored or returned that is not what it should be.
public struct Finding: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        /// No such file.
        case missing
        /// Listed as not completed.
        case incomplete
        /// Complete, but neither in Alluxio nor in the under store.
        case evicted
        /// The body ended cleanly with too few bytes.
        case short
        /// More bytes than stored.
        case long
        /// The content is whole, but the status says another length.
        case lengthMismatch = "length-mismatch"
        /// Not the source's bytes.
        case different
    }

    public var kind: Kind
    /// The path in Alluxio; of a local copy the local one.
    public var path: String
    /// Where it stands in the file, in bytes.
    public var offset: Int64
    /// How many bytes it is about.
    public var length: Int64
    public var node: String?
    public var process: Int
    /// The file's number within its process.
    public var file: Int

    public init(
        _ kind: Kind, path: String, offset: Int64 = 0, length: Int64, node: String?, process: Int,
        file: Int = 0
    ) {
        self.kind = kind
        self.path = path
        self.offset = offset
        self.length = length
        self.node = node
        self.process = process
        self.file = file
    }
}
