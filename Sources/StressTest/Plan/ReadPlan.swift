import Alluxio

/// What `parallel-read` will do.
public struct ReadPlan: Sendable {
    public enum Source: Sendable {
        /// All processes read this one file.
        case oneFile(AlluxioPath)
        /// Each process reads its own file of a node.
        case node(FileLayout)
    }

    public var deployment: Deployment
    public var source: Source
    public var processes: Int
    public var iterations: Int
    /// Where copies go; thrown away where nil.
    public var copies: LocalCopies?
    /// What every file should hold.
    public let expected: SourceFile?
    /// Of what every file should hold, where it is kept in memory.
    let fingerprints: Fingerprints?
    public var readType: ReadType?

    public init(
        deployment: Deployment, source: Source, processes: Int, iterations: Int, copies: LocalCopies?,
        expected: SourceFile?, readType: ReadType?
    ) {
        self.deployment = deployment
        self.source = source
        self.processes = processes
        self.iterations = iterations
        self.copies = copies
        self.expected = expected
        fingerprints = expected.flatMap(Fingerprints.init)
        self.readType = readType
    }
}

extension ReadPlan.Source {
    var node: String? {
        if case .node(let layout) = self { layout.node.description } else { nil }
    }

    func path(_ number: FileNumber) -> AlluxioPath {
        switch self {
        case .oneFile(let path): path
        case .node(let layout): layout.path(number)
        }
    }
}
