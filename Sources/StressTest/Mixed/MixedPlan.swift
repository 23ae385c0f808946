import Alluxio

/// What `mixed` will do: of its processes the first write, and the others read what they stored.
public struct MixedPlan: Sendable {
    /// What is written, by how many, for how long. Generated data, at least two files a process.
    public var writing: WritePlan
    /// How many processes read; they are numbered after those that write.
    public var readers: Int
    public var readType: ReadType?

    public init(writing: WritePlan, readers: Int, readType: ReadType?) {
        self.writing = writing
        self.readers = readers
        self.readType = readType
    }

    /// How many of some processes write: this share of them in percent, at least one, and at least one fewer than all.
    public static func writers(ofProcesses processes: Int, share: Int) -> Int {
        max(1, min(processes - 1, (processes * share + 50) / 100))
    }

    /// Those that write, and those that read.
    public var processes: Int { writing.processes + readers }

    /// How many files a process does in an iteration: half of a writer's, while the other half is read.
    var filesOfAnIteration: Int { writing.layout.filesOfAProcess / 2 }
}
