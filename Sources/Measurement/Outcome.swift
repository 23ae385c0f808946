/// What was seen: by one process, by a node, by a run. Outcomes grow by recording and by merging, and in no other way.
public struct Outcome: Sendable, Equatable {
    /// By the operation's name.
    public private(set) var operations: [String: OperationOutcome] = [:]
    public private(set) var errors: [ErrorCount.Key: ErrorCount] = [:]
    public private(set) var findings = FindingList()
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
    /// Files that a record leaves open: their writer died while it replaced them.
    public private(set) var unsettled = 0
    public private(set) var readOrigins = ReadOrigins()
    /// Of the generated data that was met, by its run.
    public private(set) var runs: [UInt32: RunVersions] = [:]

    public init() {}

    public var errorCount: Int { errors.values.reduce(0) { $0 + $1.count } }
    /// How often a finding was met, the same one in each iteration, too.
    public var findingCount: Int { findings.count }
    /// How many of these the list doesn't have.
    public var findingsOmitted: Int { findings.count - findings.entries.count }

    public mutating func record(_ operation: String, took duration: Duration, bytes: Int64 = 0) {
        operations[operation, default: OperationOutcome()].recordSuccess(duration, bytes: bytes)
    }

    public mutating func recordFailed(_ operation: String, took duration: Duration) {
        operations[operation, default: OperationOutcome()].recordError(duration)
    }

    public mutating func record(error key: ErrorCount.Key, _ instance: ErrorCount.Instance) {
        count(ErrorCount(instance), under: key)
    }

    public mutating func record(_ found: [Finding]) {
        for finding in found { findings.add(finding) }
    }

    /// Counts findings of which only their number is known.
    public mutating func omitFindings(_ count: Int) { findings.addUnlisted(count) }

    public mutating func record(left behind: LeftBehind) { left.append(behind) }

    public mutating func recordFile(bytes: Int64) {
        files += 1
        self.bytes += bytes
    }

    public mutating func recordChecked(bytes: Int64) {
        checkedFiles += 1
        checkedBytes += bytes
    }

    public mutating func recordUnchecked() { uncheckedFiles += 1 }

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
        operations.merge(other.operations) { mine, theirs in
            var sum = mine
            sum.merge(theirs)
            return sum
        }
        for (key, errors) in other.errors { count(errors, under: key) }
        findings.merge(other.findings)
        left += other.left
        files += other.files
        bytes += other.bytes
        checkedFiles += other.checkedFiles
        checkedBytes += other.checkedBytes
        uncheckedFiles += other.uncheckedFiles
        unsettled += other.unsettled
        readOrigins.merge(other.readOrigins)
        runs.merge(other.runs) { $0.merged(with: $1) }
    }

    private mutating func count(_ more: ErrorCount, under key: ErrorCount.Key) {
        errors[key]?.merge(more)
        if errors[key] == nil { errors[key] = more }
    }
}
