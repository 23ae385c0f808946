import Alluxio
import FoundationEssentials
import Measurement
import OSThreads

/// One process of a load, on its own thread.
protocol LoadProcess: SendableMetatype {
    /// How many files it has.
    var files: Int { get }
    /// Whether it does nothing more.
    var isHalted: Bool { get }
    /// Gets ready for some of its files: connected, the old ones gone.
    mutating func prepare(_ files: Range<Int>, _ iteration: Int)
    /// Does one of its files, which should have begun when it was `due`; whether that succeeded.
    mutating func perform(_ file: Int, _ iteration: Int, due: MonotonicTime?) -> Bool
    /// Makes sure by itself of a file that it did well.
    mutating func confirm(_ file: Int, _ iteration: Int)
}

/// Runs all processes to a load's end.
struct LoadLoop<Process: LoadProcess> {
    var length: LoadLength
    var pace: Pace?
    /// How many files an iteration is of.
    var files: Int
    /// When the first file begins; as soon as it can where nil.
    var start: MonotonicTime?
    var state: RunState
    /// Makes the process of a number, on its thread.
    var makeProcess: @Sendable (Int) -> Process
    /// What the coordinator does before an iteration; false skips it.
    var before: (Int) -> Bool
    /// What it does after one, outside the span.
    var after: (Int) -> Void
    var progress: (Int, IterationRecord) -> Void

    /// Throws `NotStarted` when the system doesn't give a thread for every process, or another node is not ready; no file
    /// has been begun then.
    func run() throws(NotStarted) {
        let gate = IterationGate(processes: state.processes.count)
        let threads = try startThreads(gate)
        do throws(NotStarted) {
            try state.awaitNodes()
        } catch {
            gate.callOff()
            threads.join()
            throw error
        }
        state.awaitLead(of: start)
        var earlier = Tally()
        if case .iterations(let count) = length { state.note(goal: .iterations(count, files: files)) }
        for iteration in 1...length.iterations where !state.isEnded {
            state.note(iteration: iteration)
            guard before(iteration) else {
                state.meetNodes()
                continue
            }
            runIteration(iteration, gate, &earlier, start: iteration == 1 ? start : nil)
        }
        gate.stop()
        threads.join()
        state.endSeries()
    }

    private func startThreads(_ gate: IterationGate) throws(NotStarted) -> ProcessThreads {
        let (length, pace, state, makeProcess) = (length, pace, state, makeProcess)
        return try ProcessThreads(state.processes.count, gate) { number in
            var turn = ProcessTurn(makeProcess(number), number: number, pace, state)
            turn.live(length, gate)
        }
    }

    /// Runs one; `earlier` is what had been seen at the end of the last, and becomes what has been at the end of this.
    private func runIteration(
        _ iteration: Int, _ gate: IterationGate, _ earlier: inout Tally, start: MonotonicTime?
    ) {
        gate.allow(iteration)
        let released = state.waitUntilReleased(gate, notBefore: start)
        let begin = length.measured(from: released)
        let started = Date().timeIntervalSince1970 + (begin - .now).seconds
        if case .duration = length {
            state.note(goal: .time(from: released, measured: begin, to: length.end(from: released)))
        }
        state.noteBegun(at: released)
        state.beginSpan(begin)
        let span = gate.waitUntilFinished(released: released)
        after(iteration)
        for recorder in [state.coordinator] + state.processes { state.endIfFailed(recorder) }
        let now = state.tally
        let record = IterationRecord(
            start: started, seconds: max(0, (min(span.end, state.measuredUntil ?? span.end) - begin).seconds),
            now - earlier,
            skew: span.skew.seconds)
        earlier = now
        state.add(record)
        progress(iteration, record)
    }
}
