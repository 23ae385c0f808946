/// The files that a node has stored in an iteration, all of them generated data of one length: what the readers of all nodes
/// are told of it.
public struct StoredFiles: Sendable, Equatable {
    public struct File: Sendable, Equatable {
        public var number: FileNumber
        public var version: Int

        public init(_ number: FileNumber, version: Int) {
            self.number = number
            self.version = version
        }
    }

    public var node: NodeName
    public var run: UInt32
    /// Of each file, in bytes.
    public var length: Int64
    /// By process and file.
    public let files: [File]

    public init(node: NodeName, run: UInt32, length: Int64, files: [File]) {
        self.node = node
        self.run = run
        self.length = length
        self.files = files.sorted {
            ($0.number.process, $0.number.file) < ($1.number.process, $1.number.file)
        }
    }
}
