import EmbeddedProxy
import Measurement
import StressTest

/// What struck in a step of a round, and what the step said: for whoever looks into a complaint.
struct StepAccount {
    let step: DrillStep
    let result: RunResult
    /// Of the iterations before the last, in their order.
    let earlier: [FaultRecord]
    /// Of the last iteration.
    let last: [FaultRecord]

    /// Performs the step.
    ///
    /// - Parameters:
    ///   - collector: of the strikes of the job's proxy.
    ///   - settle: called at its end with how many strikes there had been before it; what strikes until then is of it, too.
    init(
        of step: DrillStep, _ job: DrillJob, _ collector: StrikeCollector, settle: (Int) -> Void = { _ in }
    ) {
        self.step = step
        let before = collector.all.count
        // How many there were when each iteration began that was begun, and when the last ended. The clock does not tell
        // them apart: an iteration can begin within a millisecond of the close that was struck in the one before.
        var counts = [before]
        result = job.perform(step) { counts.append(collector.all.count) }
        settle(before)
        let strikes = collector.all
        let lastBegan = counts.dropLast().last ?? before
        earlier = Array(strikes[before..<lastBegan])
        last = Array(strikes[lastBegan...])
    }

    /// Of one file, in one line.
    func text(of path: String) -> String {
        let struck =
            Self.texts(earlier, path).map { "\($0) in an earlier iteration" } + Self.texts(last, path)
        let findings = result.findings.map(\.finding).filter { $0.path == path }.map(\.text)
        // An error is counted without its file, so those of all are named.
        let errors = result.outcome.errors.map { key, errors in
            "\(errors.count) \(key.kind) of \(key.operation), the first of \(errors.first.path ?? "no file")"
        }
        return "\(step.command) was struck at it by \(Self.list(struck)); "
            + "said of it: \(Self.list(findings)); errors: \(Self.list(errors.sorted()))"
    }

    private static func texts(_ strikes: [FaultRecord], _ path: String) -> [String] {
        strikes.filter { $0.path == path }.map(\.text)
    }

    private static func list(_ texts: [String]) -> String {
        texts.isEmpty ? "nothing" : texts.joined(separator: ", ")
    }
}

extension FaultRecord {
    fileprivate var text: String {
        "\(kind.rawValue) of \(operation.rawValue) (\(length) bytes at \(offset))"
    }
}

extension Finding {
    /// Without its file.
    fileprivate var text: String { "\(kind.rawValue) of \(length) bytes at \(offset)" }
}
