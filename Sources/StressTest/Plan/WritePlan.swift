import Alluxio

/// What `parallel-write` will do.
public struct WritePlan: Sendable {
    public var deployment: Deployment
    public var layout: FileLayout
    public var processes: Int
    public var iterations: Int
    public var source: SourceFile
    public var writeType: WriteType
    /// In bytes; the server's own where nil.
    public var blockSize: Int64?
    /// The run's number: random, never 0.
    public var run: UInt32
    /// Whether files bear a mark of this run.
    public var marks: Bool
    /// Whether to go past foreign entries and another run's incomplete files.
    public var force: Bool

    public init(
        deployment: Deployment, layout: FileLayout, processes: Int, iterations: Int, source: SourceFile,
        writeType: WriteType, blockSize: Int64?, run: UInt32, marks: Bool, force: Bool
    ) {
        self.deployment = deployment
        self.layout = layout
        self.processes = processes
        self.iterations = iterations
        self.source = source
        self.writeType = writeType
        self.blockSize = blockSize
        self.run = run
        self.marks = marks
        self.force = force
    }
}
