import Alluxio

/// What `verify-write` or `verify-read` will do.
public struct VerifyPlan: Sendable {
    /// How the files in Alluxio are read.
    public enum Way: Sendable {
        case proxy
        /// Through the shell of the Alluxio installed in this folder.
        case shell(home: String)
    }

    /// What they are held against.
    public enum Reference: Sendable {
        /// The source that `parallel-write` wrote: `verify-write`.
        case source(SourceFile)
        /// The local copies that `parallel-read` made: `verify-read`. What is wrong is then the copy.
        case copies(LocalCopies)
    }

    public var deployment: Deployment
    public var way: Way
    public var files: ReadPlan.Source
    public var reference: Reference
    /// Files of the processes 0 to this, less one, are verified.
    public var count: Int
    /// How many are verified at once.
    public var processes: Int

    public init(
        deployment: Deployment, way: Way, files: ReadPlan.Source, reference: Reference, count: Int,
        processes: Int
    ) {
        self.deployment = deployment
        self.way = way
        self.files = files
        self.reference = reference
        self.count = count
        self.processes = processes
    }
}
