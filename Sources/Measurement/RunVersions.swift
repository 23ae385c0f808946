/// Of which versions of a run files were met.
public struct RunVersions: Sendable, Equatable {
    public private(set) var lowest: Int
    public private(set) var highest: Int
    public private(set) var files = 0
    /// The nodes whose files they are.
    public private(set) var nodes: Set<UInt16> = []

    init(_ version: Int) {
        (lowest, highest) = (version, version)
    }

    mutating func record(_ version: Int, ofNode node: UInt16) {
        nodes.insert(node)
        lowest = min(lowest, version)
        highest = max(highest, version)
        files += 1
    }

    func merged(with other: RunVersions) -> RunVersions {
        var sum = self
        sum.lowest = min(lowest, other.lowest)
        sum.highest = max(highest, other.highest)
        sum.files += other.files
        sum.nodes.formUnion(other.nodes)
        return sum
    }
}
