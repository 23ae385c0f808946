import EmbeddedProxy
import StressTest

/// A case as a line of the drill's table.
public struct DrillLine {
    public static let header = columns("fault", "strikes", "", "what the tool said")

    private let outcome: DrillOutcome

    public init(_ outcome: DrillOutcome) { self.outcome = outcome }

    /// The line, and one below it for each thing that is not as it must be.
    public var lines: [String] {
        let complaints = outcome.complaints
        let verdict = complaints.isEmpty ? "ok" : "WRONG"
        let line = Self.columns(outcome.drilled.name, "\(outcome.strikes.count)", verdict, said)
        guard let fault = outcome.drilled.fault, !complaints.isEmpty else {
            return [line] + complaints.map { "    \($0)" }
        }
        return [line] + complaints.map { "    \($0)" } + ["    the fault: \(fault)"]
    }

    /// What each step said; steps that said the same are named together.
    private var said: String {
        var groups: [(steps: [String], text: String)] = []
        for step in outcome.steps {
            let text = Self.text(step.result) + slowness(of: step)
            if groups.last?.text == text {
                groups[groups.count - 1].steps.append(step.step.rawValue)
            } else {
                groups.append(([step.step.rawValue], text))
            }
        }
        return groups.map { "\($0.steps.joined(separator: ", ")): \($0.text)" }.joined(separator: "; ")
    }

    /// How long the operation took at most that had to be slow.
    private func slowness(of step: StepOutcome) -> String {
        guard case .latency(let operation) = outcome.drilled.expectation(of: step.step),
            let longest = step.result.outcome.operations[operation]?.latency.max
        else { return "" }
        let tenths = (longest / .milliseconds(100)).rounded()
        return ", \(operation) up to \(tenths / 10) s"
    }

    private static func text(_ result: RunResult) -> String {
        if result.verdict == .notStarted { return "not started" }
        let errors = Dictionary(
            result.outcome.errors.map { ("\($0.key.kind) of \($0.key.operation)", $0.value.count) },
            uniquingKeysWith: +)
        let findings = Dictionary(result.findings.map { ($0.finding.kind.rawValue, 1) }, uniquingKeysWith: +)
        let counts = errors.merging(findings, uniquingKeysWith: +).sorted { $0.key < $1.key }
        return counts.isEmpty ? "pass" : counts.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    }

    private static func columns(_ fault: String, _ strikes: String, _ verdict: String, _ said: String)
        -> String
    {
        let count = String(repeating: " ", count: max(0, 7 - strikes.count)) + strikes
        return "\(padded(fault, to: 38))  \(count)  \(padded(verdict, to: 5))  \(said)"
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
