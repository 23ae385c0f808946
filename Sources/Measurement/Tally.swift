/// The counts of an outcome: what a line of progress needs, without the rest of it.
public struct Tally: Sendable, Equatable {
    /// Files that succeeded, and their payload bytes.
    public var files = 0
    public var bytes: Int64 = 0
    public var errors = 0
    public var findings = 0

    public init() {}

    public init(_ outcome: Outcome) {
        files = outcome.files
        bytes = outcome.bytes
        errors = outcome.errorCount
        findings = outcome.findingCount
    }

    public static func + (one: Tally, other: Tally) -> Tally {
        var sum = one
        sum.files += other.files
        sum.bytes = sum.bytes.addingClamped(other.bytes)
        sum.errors += other.errors
        sum.findings += other.findings
        return sum
    }

    public static func - (one: Tally, other: Tally) -> Tally {
        var rest = one
        rest.files -= other.files
        rest.bytes -= other.bytes
        rest.errors -= other.errors
        rest.findings -= other.findings
        return rest
    }
}
