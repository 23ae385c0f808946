/// What was seen: by one process, by a node, by a run. Outcomes grow by recording and by merging, and in no other way.
public struct Outcome: Sendable, Equatable {
    /// By the operation's name.
    public private(set) var operations: [String: OperationOutcome] = [:]
    private var problems = Problems()
    /// Errors and findings of the kinds that are expected, which are none of the others.
    public private(set) var ignored = Problems()
    private let ignoredKinds: Set<String>
    public private(set) var left: [LeftBehind] = []
    /// Files that succeeded: stored, or come whole.
    public private(set) var files = 0
    /// Payload bytes of those files.
    public private(set) var bytes: Int64 = 0
    /// Files whose content was held against what it should be.
    public private(set) var checkedFiles = 0
    public private(set) var checkedBytes: Int64 = 0
    /// Files that came, and whose content nothing could be held against.
    public private(set) var uncheckedFiles = 0
    /// Tries that failed, of what was then tried again.
    public private(set) var retries = 0
    /// Files that a record leaves open: their writer died while it replaced them.
    public private(set) var unsettled = 0
    public private(set) var readOrigins = ReadOrigins()
    /// Of the generated data that was met, by its run.
    public private(set) var runs: [UInt32: RunVersions] = [:]

    /// - Parameter ignoredKinds: the kinds of errors and findings that are expected.
    public init(ignoring ignoredKinds: Set<String> = []) { self.ignoredKinds = ignoredKinds }

    public var errors: [ErrorCount.Key: ErrorCount] { problems.errors }
    public var findings: FindingList { problems.findings }
    public var errorCount: Int { problems.errorCount }
    /// How often a finding was met, the same one in each iteration, too.
    public var findingCount: Int { problems.findingCount }
    /// How many of these the list doesn't have.
    public var findingsOmitted: Int { findings.count - findings.entries.count }

    /// Adds what was seen of an operation, by its name.
    public mutating func record(_ seen: OperationOutcome, of operation: String) {
        operations[operation, default: OperationOutcome()].merge(seen)
    }

    public mutating func record(error key: ErrorCount.Key, _ instance: ErrorCount.Instance) {
        if ignoredKinds.contains(key.kind) {
            ignored.count(ErrorCount(instance), under: key)
        } else {
            problems.count(ErrorCount(instance), under: key)
        }
    }

    public mutating func record(_ found: [Finding]) {
        for finding in found {
            if ignoredKinds.contains(finding.kind.rawValue) {
                ignored.findings.add(finding)
            } else {
                problems.findings.add(finding)
            }
        }
    }

    /// Counts findings of which only their number is known.
    public mutating func omitFindings(_ count: Int) { problems.findings.addUnlisted(count) }

    public mutating func record(left behind: LeftBehind) { left.append(behind) }

    public mutating func recordFile(bytes: Int64) {
        files += 1
        self.bytes = self.bytes.addingClamped(bytes)
    }

    public mutating func recordChecked(bytes: Int64) {
        checkedFiles += 1
        checkedBytes += bytes
    }

    public mutating func recordUnchecked() { uncheckedFiles += 1 }

    public mutating func recordRetry() { retries += 1 }

    public mutating func recordUnsettled() { unsettled += 1 }

    /// Records that a file was read of whose data the workers held so much, of 100.
    public mutating func record(readOf inAlluxioPercentage: Int) {
        readOrigins.record(inAlluxio: inAlluxioPercentage)
    }

    /// Records that a file of a node is a run's data, of this version.
    public mutating func record(version: Int, ofRun run: UInt32, node: UInt16) {
        runs[run, default: RunVersions(version)].record(version, ofNode: node)
    }

    public mutating func merge(_ other: Outcome) {
        for (operation, seen) in other.operations { record(seen, of: operation) }
        files += other.files
        bytes = bytes.addingClamped(other.bytes)
        mergeVerdict(of: other)
    }

    /// Adds all of another outcome that a verdict rests on, and not what was done how fast.
    public mutating func mergeVerdict(of other: Outcome) {
        problems.merge(other.problems)
        ignored.merge(other.ignored)
        retries += other.retries
        left += other.left
        checkedFiles += other.checkedFiles
        checkedBytes += other.checkedBytes
        uncheckedFiles += other.uncheckedFiles
        unsettled += other.unsettled
        readOrigins.merge(other.readOrigins)
        runs.merge(other.runs) { $0.merged(with: $1) }
    }
}

extension Int64 {
    /// The sum, or what comes nearest to it: a server may tell of any lengths.
    func addingClamped(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }
}
