import OSThreads

/// When the next file of one process begins.
struct Pacer {
    /// The moment at which a file begins.
    struct Start {
        /// When it should have begun; nil where nothing says.
        var due: MonotonicTime?
    }

    /// So long before a file is due way may be made for it.
    private static let ahead: Duration = .milliseconds(100)

    private let pace: Pace?
    private let process: Int
    private let state: RunState
    private let start: MonotonicTime
    private var begun = 0

    /// - Parameter start: when the processes were released.
    init(_ pace: Pace?, process: Int, _ state: RunState, start: MonotonicTime) {
        self.pace = pace
        self.process = process
        self.state = state
        self.start = start
    }

    /// Waits until the next file is due soon, so that way can be made for it; false where none is due before `end`, or the
    /// run ends while it waits.
    func approach(before end: MonotonicTime) -> Bool {
        guard MonotonicTime.now < end else { return false }
        guard let pace else { return true }
        let due = due(pace)
        return due < end && state.wait(until: due + (.zero - Self.ahead))
    }

    /// When the next file is.
    private func due(_ pace: Pace) -> MonotonicTime {
        pace.due(begun, ofProcess: process, of: state.processes.count, from: start)
    }

    /// Waits until the next file is due; nil where the run ends while it waits.
    mutating func next() -> Start? {
        guard let pace else { return Start() }
        let due = due(pace)
        begun += 1
        let recorder = state.processes[process]
        let waits = MonotonicTime.now < due
        guard state.wait(until: due) else { return nil }
        let late = MonotonicTime.now - due
        if waits { recorder.record(startLate: late) }
        if late > pace.period(of: state.processes.count) { recorder.recordBehind() }
        return Start(due: due)
    }
}
