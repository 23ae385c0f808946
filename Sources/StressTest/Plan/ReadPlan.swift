import Alluxio

/// What `parallel-read` will do.
public struct ReadPlan: Sendable {
    public enum Source: Sendable {
        /// All processes read this one file.
        case oneFile(AlluxioPath)
        /// Each process reads its own files of a node, or files of others.
        case node(FileLayout, NodeSpread = NodeSpread(.own))
    }

    public var deployment: Deployment
    public var source: Source
    public var processes: Int
    public var length: LoadLength
    /// At what rate files begin; as soon as they can where nil.
    public var pace: Pace?
    /// Where copies go; thrown away where nil.
    public var copies: LocalCopies?
    /// What tells what the files should hold.
    public var knowledge: Knowledge
    public var readType: ReadType?
    /// Whether what the under store has is taken out of Alluxio before each iteration.
    public var freesBefore: Bool
    /// When the first file begins, in seconds since 1970 by the first proxy's clock; as soon as it can where nil.
    public var startAt: Double?

    public init(
        deployment: Deployment, source: Source, processes: Int, length: LoadLength, pace: Pace?,
        copies: LocalCopies?,
        knowledge: Knowledge, readType: ReadType?, freesBefore: Bool, startAt: Double? = nil
    ) {
        self.deployment = deployment
        self.source = source
        self.processes = processes
        self.length = length
        self.pace = pace
        self.copies = copies
        self.knowledge = knowledge
        self.readType = readType
        self.freesBefore = freesBefore
        self.startAt = startAt
    }
}

/// What a process reads as one of its files.
struct ReadTarget: Sendable, Equatable {
    var path: AlluxioPath
    /// Whose file it is; nil of one that all processes share.
    var node: NodeName?
    var number: FileNumber
}

extension ReadPlan {
    /// The place among its own files that a process comes to in an iteration after so many others: its copy has the name of
    /// that.
    func place(_ index: Int, ofProcess process: Int, in iteration: Int) -> FileNumber {
        guard case .node(let layout, let spread) = source else { return FileNumber(process: process) }
        return spread.place(index, ofProcess: process, on: layout.node, size(layout), in: iteration)
    }

    /// What is read at that place.
    func target(at place: FileNumber, in iteration: Int) -> ReadTarget {
        switch source {
        case .oneFile(let path): return ReadTarget(path: path, number: place)
        case .node(let layout, let spread):
            let file = spread.file(at: place, on: layout.node, size(layout), in: iteration)
            return ReadTarget(
                path: layout.of(file.node).path(file.number), node: file.node, number: file.number)
        }
    }

    private func size(_ layout: FileLayout) -> NodeSpread.Size {
        NodeSpread.Size(processes: processes, filesOfAProcess: layout.filesOfAProcess)
    }

    /// All that this node reads in an iteration.
    func targets(in iteration: Int) -> some Sequence<ReadTarget> {
        (0..<processes).lazy.flatMap { process in
            (0..<source.filesOfAProcess).lazy.map {
                target(at: FileNumber(process: process, file: $0), in: iteration)
            }
        }
    }
}

extension ReadPlan.Source {
    var nodeName: NodeName? {
        if case .node(let layout, _) = self { layout.node } else { nil }
    }

    /// Whether a process may read others, or in another order, in the next iteration.
    var changesFiles: Bool {
        guard case .node(_, let spread) = self else { return false }
        if case .all = spread.nodes { return true }
        return spread.seed != nil
    }

    func path(_ file: FileNumber) -> AlluxioPath {
        switch self {
        case .oneFile(let path): path
        case .node(let layout, _): layout.path(file)
        }
    }

    var filesOfAProcess: Int {
        if case .node(let layout, _) = self { layout.filesOfAProcess } else { 1 }
    }

    func files(ofProcess process: Int) -> [FileNumber] {
        guard case .node(let layout, _) = self else { return [FileNumber(process: process)] }
        return (0..<layout.filesOfAProcess).map { FileNumber(process: process, file: $0) }
    }
}
