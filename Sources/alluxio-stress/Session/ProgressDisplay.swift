import OSThreads
import Report
import StressTest

/// Tells how a run goes while it does: on a terminal in a line that is renewed, elsewhere by a line now and then.
final class ProgressDisplay: Sendable {
    /// From one look to the next, for the line that is renewed.
    private static let step: Duration = .milliseconds(200)
    /// For so long nothing is said that stays before a line says how the run goes; ten minutes on, for so long.
    private static let silence: (first: Duration, later: Duration) = (.seconds(10), .seconds(60))

    private let state: RunState
    private let console: Console
    private let began: MonotonicTime
    private let isOver = Monitor(false)

    /// - Parameter began: when the run did, from which on a line says how long it goes on.
    init(_ state: RunState, since began: MonotonicTime, on console: Console) {
        self.state = state
        self.began = began
        self.console = console
    }

    /// Begins, where it is wanted.
    func start() {
        guard console.tellsProgress else { return }
        // Without a thread a run is told of at its end.
        do { try OSThread { [self] in run() }.detach() } catch {}
    }

    /// Ends it; the terminal is as if there had been nothing.
    func end() {
        isOver.update { $0 = true }
        console.liveLine.end()
    }

    private func run() {
        if console.liveLine.terminal == nil { writeNowAndThen() } else { renew() }
    }

    private func renew() {
        var meter = ProgressMeter(state)
        _ = meter.look()
        while !isOver(at: .now + Self.step) {
            let progress = ProgressLine(meter.look())
            console.liveLine.show { progress.line(width: $0) }
        }
    }

    private func writeNowAndThen() {
        var meter = ProgressMeter(state, window: Self.silence.first)
        _ = meter.look()
        while true {
            let passed = MonotonicTime.now - began
            let silence = passed < .seconds(600) ? Self.silence.first : Self.silence.later
            let rest = silence - console.liveLine.silence
            if rest > .zero {
                // What is said meanwhile puts it off.
                if isOver(at: .now + rest) { return }
                _ = meter.look()
            } else {
                console.progress(ProgressLine(meter.look()).line(after: passed))
            }
        }
    }

    /// Waits until a moment, or until it is over; whether it is.
    private func isOver(at time: MonotonicTime) -> Bool {
        isOver.wait(until: time) { $0 ? true : nil } ?? false
    }
}
