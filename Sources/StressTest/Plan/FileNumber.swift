/// Which of a node's files.
public struct FileNumber: Sendable, Hashable {
    public var process: Int
    /// Within its process, from 0.
    public var file: Int

    public init(process: Int, file: Int = 0) {
        self.process = process
        self.file = file
    }
}
