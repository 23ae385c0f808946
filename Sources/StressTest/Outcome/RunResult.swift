import Glibc
import Measurement
import OSThreads

/// What a run came to: its description, what it saw, and the verdict.
public struct RunResult: Sendable {
    public enum Verdict: String, Codable, Sendable, CaseIterable {
        case pass
        case fail
        case notStarted = "not-started"
    }

    /// How much of what was to be read was held against what it should be.
    public enum Content: String, Codable, Sendable, CaseIterable {
        case checked
        case partly
        case notChecked = "not-checked"
    }

    public let description: RunDescription
    public let outcome: Outcome
    public let processes: [ProcessResult]
    /// What was done before it was measured; nil where that was not asked for.
    public let warmUp: WarmUp?
    /// How well the rate was held that was asked for; nil where none was.
    public let pace: PaceResult?
    /// What was done over time; nil where nothing began.
    public let series: RunSeries?
    /// When the first process had nothing left to do; nil before.
    public let firstDone: FirstDone?
    public let iterations: [IterationRecord]
    /// What was met that is no failure by itself, and is to be known.
    public let warnings: [String]
    public let serverVersion: String?
    /// Of the proxy by whose clock the run began; nil where it began by none.
    public let clockOffset: ClockOffset?
    /// Seconds of the spans' sum.
    public let seconds: Double
    /// Seconds of wall time.
    public let elapsed: Double
    public let bytesMoved: Int64
    public let clientCPUSeconds: Double
    public let peakResidentBytes: Int64
    /// Which part of the machine's processor time the client used, where that was its limit: nearly all, for a second or
    /// longer.
    public let limitingProcessorShare: Double?
    public let interrupted: Bool
    public let verdict: Verdict
    /// Why it is no pass.
    public let reason: String?

    /// The result so far of a run; final once it has ended. `notStarted` says why it never began.
    public init(
        _ description: RunDescription, _ state: RunState, notStarted: String? = nil
    ) {
        self.description = description
        let earlyEnd = state.earlyEnd
        interrupted = if case .interrupted = earlyEnd { true } else { false }
        // Looked at once: the more processes there are, the longer a look takes.
        let outcomes = state.processes.map(\.snapshot)
        var outcome = outcomes.reduce(into: state.coordinator.snapshot) { $0.merge($1) }
        if earlyEnd != nil { for left in state.underWay { outcome.record(left: left) } }
        self.outcome = outcome
        series = state.series
        firstDone = state.firstDone
        iterations = state.iterations
        serverVersion = state.serverVersion
        clockOffset = state.clockOffset
        seconds = state.seconds
        let goesOn = if case .duration = description.length { true } else { description.pace != nil }
        let shared = goesOn ? seconds : nil
        processes = zip(outcomes, state.processes).map {
            ProcessResult($0, bytesMoved: $1.bytesMoved, in: shared)
        }
        elapsed = (MonotonicTime.now - description.startedAt).seconds
        bytesMoved = state.bytesMoved
        // Last: while that is under way, nothing that was looked at before can have been measured.
        warmUp = WarmUp(description.length, state)
        pace = PaceResult(description, state, outcome, seconds: seconds)
        (clientCPUSeconds, peakResidentBytes) = Self.usage()
        limitingProcessorShare = Self.limitingShare(cpuSeconds: clientCPUSeconds, elapsed: elapsed)
        warnings =
            state.warnings + Self.warnings(outcome) + (state.streamTimeout?.warnings(outcome) ?? [])
        if interrupted, state.course.began == nil {
            // What kept it from its start is no failure of Alluxio's.
            (verdict, reason) = (.notStarted, "interrupted by a signal")
        } else if let notStarted, !interrupted {
            let reasons = [Self.reason(earlyEnd), notStarted].compactMap { $0 }
            (verdict, reason) = (.notStarted, reasons.joined(separator: ": "))
        } else {
            let failing =
                [Self.reason(earlyEnd)].compactMap { $0 }
                + Self.failing(outcome, warmUp, checkAsked: description.checkAsked && !interrupted)
            (verdict, reason) = failing.isEmpty ? (.pass, nil) : (.fail, failing.joined(separator: ", "))
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
            outcome.uncheckedFiles == 0 && outcome.errorCount == 0 && outcome.ignored.errorCount == 0
            && !(outcome.findings.entries + outcome.ignored.findings.entries)
                .contains { isUnseen($0.finding.kind) }
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

    private static func limitingShare(cpuSeconds: Double, elapsed: Double) -> Double? {
        let share = cpuSeconds / (elapsed * Double(Processors.count))
        return elapsed >= 1 && share >= 0.9 ? share : nil
    }

    /// Why a run that was ended from outside is no pass, if that is why.
    private static func reason(_ end: EarlyEnd?) -> String? {
        switch end {
        case nil, .interrupted: nil
        case .overTime(let limit): "not done within \(words(limit)) (--max-time)"
        case .otherNode(let reason): reason
        }
    }

    private static func failing(_ outcome: Outcome, _ warmUp: WarmUp?, checkAsked: Bool) -> [String] {
        var reasons: [String] = []
        if outcome.errorCount > 0 { reasons.append(counted(outcome.errorCount, "error")) }
        if outcome.findingCount > 0 { reasons.append(counted(outcome.findingCount, "finding")) }
        if checkAsked, outcome.checkedFiles == 0 {
            let unsettled = outcome.unsettled > 0 ? ": \(counted(outcome.unsettled, "file")) unsettled" : ""
            reasons.append("nothing could be checked\(unsettled)")
        }
        // What is expected to fail now and then is no reason to call a run well in which nothing else came of it.
        let succeeded = outcome.files + (warmUp?.outcome.files ?? 0)
        if reasons.isEmpty, succeeded == 0, !outcome.ignored.isEmpty { reasons.append("nothing succeeded") }
        return reasons
    }

    /// Processor seconds and the greatest resident memory, in bytes, of this process so far.
    private static func usage() -> (Double, Int64) {
        var usage = rusage()
        // RUSAGE_SELF is 0; its C type is an enumeration that `getrusage` doesn't take here.
        getrusage(__rusage_who_t(0), &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return (seconds(usage.ru_utime) + seconds(usage.ru_stime), ProcessUsage.peakResidentBytes)
    }
}
