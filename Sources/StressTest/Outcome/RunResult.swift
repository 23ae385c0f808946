import Glibc
import Measurement
import OSThreads

/// What a run came to: its description, what it saw, and the verdict.
public struct RunResult: Sendable {
    public enum Verdict: String, Sendable {
        case pass
        case fail
        case notStarted = "not-started"
    }

    /// How much of what was to be read was held against what it should be.
    public enum Content: String, Sendable {
        case checked
        case partly
        case notChecked = "not-checked"
    }

    public let description: RunDescription
    public let outcome: Outcome
    public let processes: [Outcome]
    public let iterations: [IterationRecord]
    public let warnings: [String]
    public let serverVersion: String?
    /// Seconds of the spans' sum.
    public let seconds: Double
    /// Seconds of wall time.
    public let elapsed: Double
    public let bytesMoved: Int64
    public let clientCPUSeconds: Double
    public let peakResidentBytes: Int64
    public let interrupted: Bool
    public let verdict: Verdict
    /// Why it is no pass.
    public let reason: String?

    /// The result so far of a run; final once it has ended. `notStarted` says why it never began.
    public init(
        _ description: RunDescription, _ state: RunState, notStarted: String? = nil, interrupted: Bool = false
    ) {
        self.description = description
        self.interrupted = interrupted
        outcome = state.outcome
        processes = state.processes.map(\.snapshot)
        iterations = state.iterations
        warnings = state.warnings + Self.warnings(outcome)
        serverVersion = state.serverVersion
        seconds = state.seconds
        elapsed = (MonotonicTime.now - description.startedAt).seconds
        bytesMoved = state.bytesMoved
        (clientCPUSeconds, peakResidentBytes) = Self.usage()
        if let notStarted {
            (verdict, reason) = (.notStarted, notStarted)
        } else {
            let failing = Self.failing(outcome, checkAsked: description.checkAsked && !interrupted)
            (verdict, reason) = (failing == nil ? .pass : .fail, failing)
        }
    }

    /// The findings that are listed, by file and place.
    public var findings: [FindingList.Entry] {
        outcome.findings.entries.sorted {
            ($0.finding.path, $0.finding.offset) < ($1.finding.path, $1.finding.offset)
        }
    }

    /// Bytes of the files that succeeded by the spans' seconds; nil where there was no span.
    public var bytesPerSecond: Double? { seconds > 0 ? Double(outcome.bytes) / seconds : nil }

    public var content: Content {
        if outcome.checkedFiles == 0 { return .notChecked }
        let isUnseen = { (kind: Finding.Kind) in [.missing, .incomplete, .evicted].contains(kind) }
        let all =
            outcome.uncheckedFiles == 0 && outcome.errorCount == 0
            && !outcome.findings.entries.contains { isUnseen($0.finding.kind) }
        return all ? .checked : .partly
    }

    private static func warnings(_ outcome: Outcome) -> [String] {
        let nodes = outcome.runs.values.reduce(into: Set<UInt16>()) { $0.formUnion($1.nodes) }
        return nodes.sorted().compactMap { node in
            let runs = outcome.runs.filter { $0.value.nodes.contains(node) }.keys.sorted()
            guard runs.count > 1 else { return nil }
            let named = runs.prefix(10).map { "\($0)" }.joined(separator: ", ")
            return
                "the files of node \(node) are of \(runs.count) runs: \(named)\(runs.count > 10 ? " and more" : "")"
        }
    }

    private static func failing(_ outcome: Outcome, checkAsked: Bool) -> String? {
        var reasons: [String] = []
        if outcome.errorCount > 0 { reasons.append(counted(outcome.errorCount, "error")) }
        if outcome.findingCount > 0 { reasons.append(counted(outcome.findingCount, "finding")) }
        if checkAsked, outcome.checkedFiles == 0 {
            let unsettled = outcome.unsettled > 0 ? ": \(counted(outcome.unsettled, "file")) unsettled" : ""
            reasons.append("nothing could be checked\(unsettled)")
        }
        return reasons.isEmpty ? nil : reasons.joined(separator: ", ")
    }

    /// Processor seconds and the greatest resident memory, in bytes, of this process so far.
    private static func usage() -> (Double, Int64) {
        var usage = rusage()
        // RUSAGE_SELF is 0; its C type is an enumeration that `getrusage` doesn't take here.
        getrusage(__rusage_who_t(0), &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return (seconds(usage.ru_utime) + seconds(usage.ru_stime), Int64(usage.ru_maxrss) << 10)
    }
}
