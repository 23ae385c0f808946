/// Of which versions of a run files were met.
public struct RunVersions: Sendable, Equatable {
    public private(set) var lowest: Int
    public private(set) var highest: Int
    public private(set) var files = 0

    init(_ version: Int) {
        (lowest, highest) = (version, version)
    }

    mutating func record(_ version: Int) {
        lowest = min(lowest, version)
        highest = max(highest, version)
        files += 1
    }

    func merged(with other: RunVersions) -> RunVersions {
        var sum = self
        sum.lowest = min(lowest, other.lowest)
        sum.highest = max(highest, other.highest)
        sum.files += other.files
        return sum
    }
}
