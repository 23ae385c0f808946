/// Where the bytes of the files that were read were, as their statuses said before.
public struct ReadOrigins: Sendable, Equatable {
    /// Files that Alluxio's workers held.
    public var alluxio = 0
    /// Files of which only the under store had anything.
    public var underStore = 0
    /// Files of which the workers held a part.
    public var both = 0

    public init() {}

    /// - Parameter percentage: how much of a file's data the workers hold.
    public mutating func record(inAlluxio percentage: Int) {
        switch percentage {
        case 100...: alluxio += 1
        case ...0: underStore += 1
        default: both += 1
        }
    }

    mutating func merge(_ other: ReadOrigins) {
        alluxio += other.alluxio
        underStore += other.underStore
        both += other.both
    }
}
