import EmbeddedProxy
import Measurement
import StressTest

/// Holds what a step said against what was struck.
struct Judgement {
    private let step: DrillStep
    private let result: RunResult
    private let strikes: [FaultRecord]
    private let fault: Fault?

    init(_ step: DrillStep, _ result: RunResult, _ strikes: [FaultRecord], _ fault: Fault?) {
        self.step = step
        self.result = result
        self.strikes = strikes
        self.fault = fault
    }

    /// What it should have said and did not, and what it said and should not have.
    func complaints(expecting expected: Statement) -> [String] {
        if case .notStarted(let reason) = expected { return notStarted(reason) + errors() + findings() }
        if result.verdict == .notStarted { return ["was not started: \(result.reason ?? "")"] }
        switch expected {
        case .notStarted: return []
        case .nothing: return errors() + findings() + notWhole
        case .findings(let kind):
            return errors()
                + findings(expected: strikes.map { Found(kind.rawValue, $0.path, $0.offset, $0.length) })
        case .findingsOfFiles(let kinds): return errors() + findings(of: kinds)
        case .errors(let kind, let operation):
            let isAllowed = { (key: ErrorCount.Key) in key.kind == kind && key.operation == operation }
            let count = result.outcome.errors.reduce(0) { $0 + (isAllowed($1.key) ? $1.value.count : 0) }
            let wrong =
                count == strikes.count
                ? [] : ["\(count) errors \(kind) of \(operation), not \(strikes.count)"]
            return wrong + errors(allowed: isAllowed) + findings()
        case .anyErrors(let kinds):
            let none = result.outcome.errorCount == 0 ? ["no error"] : []
            return none + errors(allowed: { kinds.contains($0.kind) }) + findings()
        case .latency(let operation):
            return errors() + findings() + notWhole
                + latency(of: operation)
        }
    }

    private func notStarted(_ reason: String) -> [String] {
        guard result.verdict == .notStarted else { return ["was started"] }
        return result.reason?.contains(reason) == true
            ? [] : ["was not started, not for '\(reason)', but: \(result.reason ?? "")"]
    }

    /// That a pass is none, or is said of less than all files: of those that were not looked at nothing is known.
    private var notWhole: [String] {
        guard result.verdict == .pass else { return ["is no pass: \(result.reason ?? "")"] }
        switch step {
        case .write:
            let all = DrillJob.processes * DrillJob.iterations
            return result.outcome.files == all ? [] : ["stored \(result.outcome.files) files, not \(all)"]
        case .read, .verify:
            let checked = result.outcome.checkedFiles
            return checked == DrillJob.processes
                ? [] : ["checked \(checked) files, not \(DrillJob.processes)"]
        }
    }

    private func errors(allowed: (ErrorCount.Key) -> Bool = { _ in false }) -> [String] {
        result.outcome.errors.filter { !allowed($0.key) }.map { key, errors in
            "\(errors.count) unexpected errors \(key.kind) of \(key.operation): \(errors.first.message)"
        }.sorted()
    }

    private struct Found: Hashable, CustomStringConvertible {
        let kind, path: String
        let offset, length: Int64

        init(_ kind: String, _ path: String, _ offset: Int64, _ length: Int64) {
            self.kind = kind
            self.path = path
            self.offset = offset
            self.length = length
        }

        var description: String { "\(kind) of \(length) bytes at \(offset) of \(path)" }
    }

    private var found: Set<Found> {
        Set(result.findings.map(\.finding).map { Found($0.kind.rawValue, $0.path, $0.offset, $0.length) })
    }

    private func findings(expected: [Found] = []) -> [String] {
        let (expected, found) = (Set(expected), found)
        return expected.subtracting(found).map { "not found: \($0)" }.sorted()
            + found.subtracting(expected).map { "found, though not done: \($0)" }.sorted()
    }

    private func findings(of kinds: Set<Finding.Kind>) -> [String] {
        let (struck, found) = (Set(strikes.map(\.path)), found)
        let wrong = found.filter { found in
            !kinds.contains { $0.rawValue == found.kind } || !struck.contains(found.path)
        }
        return struck.subtracting(found.map(\.path)).map { "nothing found of \($0)" }.sorted()
            + wrong.map { "found, though not done: \($0)" }.sorted()
    }

    /// The struck ones must have been slow, and the others not.
    private func latency(of operation: String) -> [String] {
        let latency = result.outcome.operations[operation]?.latency
        let (shortest, longest) = (latency?.min ?? .zero, latency?.max ?? .zero)
        // A body that is paced is done a little before its pace's last pause.
        let due = Duration.seconds((fault?.seconds ?? 0) * 0.9)
        let fast =
            longest >= due ? [] : ["the longest \(operation) took \(longest), and should have taken \(due)"]
        return fast
            + (shortest < due ? [] : ["the shortest \(operation), which was not struck, took \(shortest)"])
    }
}
