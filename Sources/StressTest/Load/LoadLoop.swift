import Alluxio
import FoundationEssentials
import Measurement
import OSThreads

/// One process of a load, on its own thread.
protocol LoadProcess: SendableMetatype {
    /// Gets ready for an iteration, outside its span: connected, the old file gone.
    mutating func prepare(_ iteration: Int)
    /// Does its file once, within the span.
    mutating func perform(_ iteration: Int)
}

/// Runs all processes through all iterations, each started together.
struct LoadLoop<Process: LoadProcess> {
    var iterations: Int
    var state: RunState
    /// Makes the process of a number, on its thread.
    var makeProcess: @Sendable (Int) -> Process
    /// What the coordinator does before an iteration; false skips it.
    var before: (Int) -> Bool
    /// What it does after one, outside the span.
    var after: (Int) -> Void
    var progress: (Int, IterationRecord) -> Void

    /// Throws `SystemError` when the system doesn't give a thread for every process; no file has been begun then.
    func run() throws(SystemError) {
        let gate = IterationGate(processes: state.processes.count)
        let threads = try startThreads(gate)
        var earlier = Tally()
        for iteration in 1...iterations where !state.isEnded {
            guard before(iteration) else { continue }
            runIteration(iteration, gate, &earlier)
        }
        gate.stop()
        for thread in threads { thread.join() }
    }

    private func startThreads(_ gate: IterationGate) throws(SystemError) -> [OSThread] {
        var threads: [OSThread] = []
        do {
            for number in state.processes.indices {
                threads.append(
                    try OSThread { [makeProcess] in Self.live(makeProcess(number), gate) })
            }
        } catch {
            gate.callOff()
            for thread in threads { thread.join() }
            throw error
        }
        return threads
    }

    private static func live(_ process: Process, _ gate: IterationGate) {
        var process = process
        while let iteration = gate.waitUntilAllowed() {
            process.prepare(iteration)
            gate.start()
            let began = MonotonicTime.now
            process.perform(iteration)
            gate.finish(began: began)
        }
    }

    /// Runs one; `earlier` is what had been seen at the end of the last, and becomes what has been at the end of this.
    private func runIteration(_ iteration: Int, _ gate: IterationGate, _ earlier: inout Tally) {
        gate.allow(iteration)
        let released = gate.waitUntilReleased()
        let started = Date().timeIntervalSince1970
        state.beginSpan(released)
        let span = gate.waitUntilFinished(released: released)
        after(iteration)
        let now = state.tally
        let record = IterationRecord(
            start: started, seconds: (span.end - span.start).seconds, now - earlier, skew: span.skew.seconds)
        earlier = now
        state.add(record)
        progress(iteration, record)
    }
}
