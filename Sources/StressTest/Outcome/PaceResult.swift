import Alluxio
import Measurement
import OSThreads

/// How well a run held the rate that was asked of it.
public struct PaceResult: Sendable {
    /// Files a second that were asked for.
    public let filesPerSecond: Double
    /// Files a second that were begun; nil where nothing was measured yet.
    public let achieved: Double?
    /// Files that should have begun within the time.
    public let due: Int
    /// Files that were begun.
    public let begun: Int
    /// Of these, those that began so late that their process should have begun another by then.
    public let behind: Int
    /// By how much half of the files that a process waited to begin began late, where the client was its own limit: where
    /// that is longer than half of all files took.
    public let clientLateness: Duration?

    /// Nil where no rate was asked for.
    init?(_ description: RunDescription, _ state: RunState, _ outcome: Outcome, seconds: Double) {
        guard let pace = description.pace else { return nil }
        let whole = [Operation.writeFile, .readFile].compactMap { outcome.operations[$0.rawValue] }
        filesPerSecond = pace.filesPerSecond
        begun = whole.reduce(0) { $0 + $1.count }
        behind = state.processes.reduce(0) { $0 + $1.measured.filesBehind }
        let time: Double
        if case .duration(let duration, _) = description.length {
            // The last file may have ended before the time, or after it.
            time = state.iterations.isEmpty ? min(seconds, duration.seconds) : duration.seconds
            due = pace.due(before: .seconds(time))
        } else {
            (time, due) = (seconds, begun)
        }
        achieved = time > 0 ? Double(begun) / max(time, Double(due) / filesPerSecond) : nil
        clientLateness = Self.clientLateness(state, whole)
    }

    private static func clientLateness(_ state: RunState, _ whole: [OperationOutcome]) -> Duration? {
        let late = state.processes.reduce(into: Histogram()) { $0.merge($1.measured.startsLate) }
        let service = whole.reduce(into: Histogram()) { $0.merge($1.service) }
        guard late.count >= leastStarts, let usualLate = late.percentile(0.5),
            let usual = service.percentile(0.5), usualLate > usual
        else { return nil }
        return usualLate
    }

    /// Of fewer nothing is said.
    private static let leastStarts = 20
}
