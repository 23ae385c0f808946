/// Findings: each listed once, however often it is met, and all of them counted.
///
/// Of a file `mostOfFile` are listed, and of all files `most`. Beyond these the first finding of a file that has none
/// in the list yet is still listed, so that every file that is wrong has one, up to `mostWithFirstOfFiles` in all.
public struct FindingList: Sendable, Equatable {
    public static let mostOfFile = 100
    public static let most = 5_000
    public static let mostWithFirstOfFiles = 100_000

    /// A finding that is listed.
    public struct Entry: Sendable, Equatable {
        public let finding: Finding
        /// How often it was met: in each iteration, or by each process, that read the file.
        public fileprivate(set) var times: Int
    }

    /// Which file a finding is of.
    private struct File: Sendable, Hashable {
        let path: String
        let isLocalCopy: Bool
    }

    /// In the order in which they were first met.
    public private(set) var entries: [Entry] = []
    /// How often any was met, listed or not.
    public private(set) var count = 0
    /// Where the entries of each file stand.
    private var places: [File: [Int]] = [:]

    public init() {}

    mutating func add(_ finding: Finding, times: Int = 1) {
        count += times
        let file = File(path: finding.path, isLocalCopy: finding.isOfLocalCopy)
        let ofFile = places[file] ?? []
        if let again = ofFile.first(where: { entries[$0].finding.isSame(as: finding) }) {
            entries[again].times += times
        } else if hasRoom(forFileWith: ofFile.count) {
            places[file, default: []].append(entries.count)
            entries.append(Entry(finding: finding, times: times))
        }
    }

    /// Counts findings that nothing else is known of.
    mutating func addUnlisted(_ count: Int) { self.count += count }

    mutating func merge(_ other: FindingList) {
        let listed = other.entries.reduce(0) { $0 + $1.times }
        for entry in other.entries { add(entry.finding, times: entry.times) }
        addUnlisted(other.count - listed)
    }

    private func hasRoom(forFileWith count: Int) -> Bool {
        if count == 0 { return entries.count < Self.mostWithFirstOfFiles }
        return count < Self.mostOfFile && entries.count < Self.most
    }
}

extension Finding {
    /// Whether it is what another one of the same file is, whoever met it.
    fileprivate func isSame(as other: Finding) -> Bool {
        (offset, length, kind) == (other.offset, other.length, other.kind) && found == other.found
    }
}
