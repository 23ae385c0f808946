/// Errors and findings.
public struct Problems: Sendable, Equatable {
    public private(set) var errors: [ErrorCount.Key: ErrorCount] = [:]
    public internal(set) var findings = FindingList()

    public init() {}

    public var errorCount: Int { errors.values.reduce(0) { $0 + $1.count } }
    public var findingCount: Int { findings.count }
    public var isEmpty: Bool { errors.isEmpty && findings.count == 0 }

    mutating func count(_ more: ErrorCount, under key: ErrorCount.Key) {
        errors[key]?.merge(more)
        if errors[key] == nil { errors[key] = more }
    }

    mutating func merge(_ other: Problems) {
        for (key, errors) in other.errors { count(errors, under: key) }
        findings.merge(other.findings)
    }
}
