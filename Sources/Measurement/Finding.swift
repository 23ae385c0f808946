/// Something stored or returned that is not what it should be.
public struct Finding: Sendable, Equatable {
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// No such file.
        case missing
        /// Listed as not completed.
        case incomplete
        /// Complete, but neither in Alluxio nor in the under store.
        case evicted
        /// A file of the node that no record names.
        case unexpected
        /// The body ended cleanly with too few bytes.
        case short
        /// More bytes than stored.
        case long
        /// The content is whole, but the status says another length.
        case lengthMismatch = "length-mismatch"
        /// Bytes of this file and version that belong elsewhere in it.
        case wrongOffset = "wrong-offset"
        /// Bytes of an earlier version of this file than should be there.
        case stale
        /// Bytes of a later version of this file.
        case newer
        /// Bytes of another file of this run.
        case wrongFile = "wrong-file"
        /// Bytes of another run.
        case foreign
        /// At least 16 zero bytes where data should be.
        case zeros
        /// No word differs in more than 2 bits.
        case flippedBits = "flipped-bits"
        /// Bytes of no known origin.
        case garbage
        /// Not the source's bytes.
        case different
    }

    /// Where bytes came from.
    public struct Origin: Codable, Sendable, Hashable {
        public var run: UInt32
        public var node: Int
        public var process: Int
        public var file: Int
        public var version: Int
        /// Of the finding's first byte within that file, in bytes.
        public var offset: Int64

        public init(run: UInt32, node: Int, process: Int, file: Int, version: Int, offset: Int64) {
            self.run = run
            self.node = node
            self.process = process
            self.file = file
            self.version = version
            self.offset = offset
        }
    }

    public var kind: Kind
    /// The path in Alluxio; of a local copy the local one.
    public var path: String
    public var isOfLocalCopy = false
    /// Where it stands in the file, in bytes.
    public var offset: Int64
    /// How many bytes it is about.
    public var length: Int64
    public var node: String?
    public var process: Int
    /// The file's number within its process.
    public var file: Int
    /// Of bytes that are another's.
    public var found: Origin?
    /// How long the whole file should be, in bytes; nil where nothing says.
    public var fileLength: Int64?

    public init(
        _ kind: Kind, path: String, offset: Int64 = 0, length: Int64, node: String?, process: Int,
        file: Int = 0, found: Origin? = nil
    ) {
        self.kind = kind
        self.path = path
        self.offset = offset
        self.length = length
        self.node = node
        self.process = process
        self.file = file
        self.found = found
    }
}
