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
    /// What tells what the files should hold.
    public var knowledge: Knowledge
    public var readType: ReadType?
    /// Whether what the under store has is taken out of Alluxio before each iteration.
    public var freesBefore: Bool

    public init(
        deployment: Deployment, source: Source, processes: Int, iterations: Int, copies: LocalCopies?,
        knowledge: Knowledge, readType: ReadType?, freesBefore: Bool
    ) {
        self.deployment = deployment
        self.source = source
        self.processes = processes
        self.iterations = iterations
        self.copies = copies
        self.knowledge = knowledge
        self.readType = readType
        self.freesBefore = freesBefore
    }
}

extension ReadPlan.Source {
    var nodeName: NodeName? {
        if case .node(let layout) = self { layout.node } else { nil }
    }

    var node: String? { nodeName?.description }

    func path(_ file: FileNumber) -> AlluxioPath {
        switch self {
        case .oneFile(let path): path
        case .node(let layout): layout.path(file)
        }
    }

    func files(ofProcess process: Int) -> [FileNumber] {
        guard case .node(let layout) = self else { return [FileNumber(process: process)] }
        return (0..<layout.filesOfAProcess).map { FileNumber(process: process, file: $0) }
    }
}
