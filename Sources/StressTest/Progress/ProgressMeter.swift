import Measurement
import OSThreads

/// Looks at a run from time to time, and tells how it goes. Each who tells has its own.
public struct ProgressMeter: Sendable {
    /// The counts at a moment, of the time that is measured and that before.
    private struct Look {
        var time: MonotonicTime
        var files: Int
        var bytesMoved: Int64
    }

    /// Before so much of a run is past nothing is said of what is left.
    private static let shortest: Duration = .seconds(1)

    private let state: RunState
    private let window: Duration
    /// Those within the window, and the last before it.
    private var looks: [Look] = []

    /// - Parameter window: of how long a time the rates are, where so much is past.
    public init(_ state: RunState, window: Duration = .seconds(2)) {
        self.state = state
        self.window = window
    }

    /// - Parameter now: not before that of the last look.
    public mutating func look(at now: MonotonicTime = .now) -> Progress {
        let recorders = state.processes + [state.coordinator]
        let course = state.course
        let phase = Self.phase(course, now, ended: recorders.reduce(0) { $0 + $1.filesEnded })
        let warmUp = Self.counts(recorders.lazy.map(\.warmUp))
        let measured = Self.counts(recorders.lazy.map(\.measured))
        looks.append(
            Look(
                time: now, files: warmUp.files + measured.files,
                bytesMoved: warmUp.bytesMoved + measured.bytesMoved))
        // Rates are of the time since it has begun.
        if !phase.phase.hasBegun { looks.removeFirst(looks.count - 1) }
        while looks.count > 2, now - looks[1].time >= window { looks.removeFirst() }
        let shown = phase.phase == .warmingUp ? warmUp : measured
        let seen = recorders.reduce(Tally()) { $0 + $1.measured.tally + $1.warmUp.tally }
        var progress = Progress(
            phase: phase.phase, done: phase.done, files: shown.files, bytesMoved: shown.bytesMoved,
            p99: state.lastInterval?.latency.percentile(0.99), errors: seen.errors, findings: seen.findings,
            left: phase.left)
        let seconds = (now - looks[0].time).seconds
        if phase.phase.hasBegun, seconds > 0 {
            progress.filesPerSecond = Double(looks[looks.count - 1].files - looks[0].files) / seconds
            progress.bytesPerSecond =
                Double(looks[looks.count - 1].bytesMoved - looks[0].bytesMoved) / seconds
        }
        return progress
    }

    private static func counts(_ phases: some Sequence<PhaseRecorder>) -> (files: Int, bytesMoved: Int64) {
        phases.reduce((0, 0)) { ($0.0 + $1.filesFinished, $0.1 + $1.bytesMoved) }
    }

    /// - Parameter ended: files that were ended, well or not.
    private static func phase(_ course: RunState.Course, _ now: MonotonicTime, ended: Int) -> (
        phase: Progress.Phase, done: Double?, left: Duration?
    ) {
        guard let goal = course.goal, let began = course.began else {
            guard let start = course.plannedStart, now < start else { return (.preparing, nil, nil) }
            return (.waiting, nil, start - now)
        }
        switch goal {
        case .time(let start, let measured, let end):
            let phase: Progress.Phase = now < measured ? .warmingUp : now < end ? .measured : .finishing
            return (phase, share((now - start).seconds, of: (end - start).seconds), max(.zero, end - now))
        case .iterations(let count, let files):
            let inThis = share(Double(ended - course.endedBefore), of: Double(files))
            let done = share(Double(course.iteration - 1) + inThis, of: Double(count))
            return (.iteration(course.iteration, of: count), done, left(now - began, done))
        case .files(let count):
            let done = share(Double(ended), of: Double(count))
            return (.files(ended, of: count), done, left(now - began, done))
        }
    }

    private static func share(_ part: Double, of whole: Double) -> Double {
        whole > 0 ? min(1, max(0, part / whole)) : 1
    }

    private static func left(_ past: Duration, _ done: Double) -> Duration? {
        guard past >= shortest, done > 0 else { return nil }
        // What would take a century is not told.
        let seconds = past.seconds * (1 - done) / done
        return seconds < 3e9 ? .seconds(seconds) : nil
    }
}
