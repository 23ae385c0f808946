/// Why a run did not begin: nothing answers, what answers is no Alluxio REST proxy, or what stands in the node's folder
/// forbids it. Nothing was written.
public struct NotStarted: Error, Sendable, CustomStringConvertible {
    public var description: String

    public init(_ reason: String) { description = reason }
}
