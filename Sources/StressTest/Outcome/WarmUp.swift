import Measurement
import OSThreads

/// What a run did before it was measured. What went wrong counts with the rest.
public struct WarmUp: Sendable {
    /// Whether it goes on.
    public let isUnderWay: Bool
    /// How long it was, up to now.
    public let seconds: Double
    public let outcome: Outcome
    /// Payload bytes sent and received, failed tries too.
    public let bytesMoved: Int64

    /// Nil where the load had none.
    init?(_ length: LoadLength?, _ state: RunState) {
        guard case .duration(_, let warmUp) = length, warmUp > .zero else { return nil }
        let left = state.beginsMeasuring.map { max(0, ($0 - .now).seconds) }
        isUnderWay = (left ?? 0) > 0
        seconds = left.map { warmUp.seconds - $0 } ?? 0
        outcome = state.warmUp
        bytesMoved = state.processes.reduce(0) { $0 + $1.warmUp.bytesMoved }
    }
}
