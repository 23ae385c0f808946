/// What is known of a file's identity before its content is seen: from its path, a mark or a record.
public struct PartialIdentity: Hashable, Sendable {
    public var run: UInt32?
    public var node: UInt16?
    public var process: UInt16?
    public var file: UInt16?
    public var version: UInt32?

    public init(
        run: UInt32? = nil, node: UInt16? = nil, process: UInt16? = nil, file: UInt16? = nil,
        version: UInt32? = nil
    ) {
        self.run = run
        self.node = node
        self.process = process
        self.file = file
        self.version = version
    }

    /// The identity, where nothing of it is unknown.
    public var whole: Identity? {
        guard let run, let node, let process, let file, let version else { return nil }
        return Identity(run: run, node: node, process: process, file: file, version: version)
    }

    /// What is known, with what it lacks taken from `other`.
    func completed(by other: Identity) -> Identity {
        Identity(
            run: run ?? other.run, node: node ?? other.node, process: process ?? other.process,
            file: file ?? other.file, version: version ?? other.version)
    }

    /// Whether nothing that is known is another there.
    func fits(_ identity: Identity) -> Bool { completed(by: identity) == identity }

    /// Whether it is known which file it is, of whatever run.
    var namesFile: Bool { node != nil && process != nil && file != nil }
}
