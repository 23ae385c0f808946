import Measurement
import OSThreads

/// After a file that failed a process without iterations or a rate waits, so that a server which refuses is not flooded.
private let pauseAfterFailure: Duration = .milliseconds(100)

/// What the thread of one process does, from its first iteration to its last.
struct ProcessTurn<Process: LoadProcess> {
    private var process: Process
    private let number: Int
    private let pace: Pace?
    private let state: RunState

    init(_ process: Process, number: Int, _ pace: Pace?, _ state: RunState) {
        self.process = process
        self.number = number
        self.pace = pace
        self.state = state
    }

    mutating func live(_ length: LoadLength, _ gate: IterationGate) {
        while let iteration = gate.waitUntilAllowed() {
            switch length {
            case .iterations(let count):
                process.prepare(0..<process.files, iteration)
                let released = gate.start()
                let began = MonotonicTime.now
                state.processes[number].record(startLate: began - released)
                performAll(iteration, from: released)
                if iteration == count { state.noteDone(number) }
                gate.finish(began: began)
            case .duration:
                process.prepare(0..<0, iteration)
                let released = gate.start()
                let began = MonotonicTime.now
                let measured = length.measured(from: released)
                goOn(from: released, measured: measured, to: length.end(from: released))
                state.noteDone(number)
                gate.finish(began: began)
            }
        }
    }

    private mutating func performAll(_ iteration: Int, from released: MonotonicTime) {
        var pacer = Pacer(pace, process: number, state, start: released)
        for file in 0..<process.files {
            guard !state.isEnded, let start = pacer.next() else { return }
            _ = process.perform(file, iteration, due: start.due)
            state.processes[number].addEndedFile()
            state.endIfFailed(state.processes[number])
        }
    }

    /// Does the files in turn, each made sure of before the next, until none may begin any more.
    private mutating func goOn(from released: MonotonicTime, measured: MonotonicTime, to end: MonotonicTime) {
        let recorder = state.processes[number]
        recorder.enter(released < measured ? .warmUp : .measured)
        var pacer = Pacer(pace, process: number, state, start: released)
        var lap = 0
        while true {
            lap += 1
            for file in 0..<process.files {
                // What stands is taken away only where another is sure to be begun.
                guard !process.isHalted, !state.isEnded, pacer.approach(before: end) else { return }
                process.prepare(file..<file + 1, lap)
                guard let start = pacer.next() else { return }
                if start.due ?? .now >= measured { recorder.enter(.measured) }
                let isDone = process.perform(file, lap, due: start.due)
                if isDone { process.confirm(file, lap) }
                state.endIfFailed(recorder)
                if !isDone, pace == nil { pause(for: pauseAfterFailure) }
            }
        }
    }
}
