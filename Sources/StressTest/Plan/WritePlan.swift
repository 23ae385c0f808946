import Alluxio

/// What `parallel-write` will do.
public struct WritePlan: Sendable {
    public var deployment: Deployment
    public var layout: FileLayout
    public var processes: Int
    public var length: LoadLength
    /// At what rate files begin; as soon as they can where nil.
    public var pace: Pace?
    /// Of the run; a file's version of it is what is written.
    public var content: Content
    public var writeType: WriteType
    /// In bytes; the server's own where nil.
    public var blockSize: Int64?
    /// The run's number: never 0.
    public var run: UInt32
    /// Whether files bear a mark of this run.
    public var marks: Bool
    /// Whether to go past foreign entries and another run's incomplete files.
    public var force: Bool
    /// When the first file begins, in seconds since 1970 by the first proxy's clock; as soon as it can where nil.
    public var startAt: Double?

    public init(
        deployment: Deployment, layout: FileLayout, processes: Int, length: LoadLength, pace: Pace?,
        content: Content,
        writeType: WriteType, blockSize: Int64?, run: UInt32, marks: Bool, force: Bool,
        startAt: Double? = nil
    ) {
        self.deployment = deployment
        self.layout = layout
        self.processes = processes
        self.length = length
        self.pace = pace
        self.content = content
        self.writeType = writeType
        self.blockSize = blockSize
        self.run = run
        self.marks = marks
        self.force = force
        self.startAt = startAt
    }

    /// Whether the file is one that it writes.
    func writes(_ file: FileNumber) -> Bool {
        file.process < processes && file.file < layout.filesOfAProcess
    }
}
