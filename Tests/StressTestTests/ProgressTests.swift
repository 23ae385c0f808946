import Glibc
import Measurement
import OSThreads
import TestSupport
import Testing

@testable import StressTest

@Suite("How far a run has come")
struct ProgressTests {
    private static let start = MonotonicTime.now

    private static func at(_ seconds: Double) -> MonotonicTime { start + .seconds(seconds) }

    /// Files that a process has done, each of so many bytes.
    private static func add(_ files: Int, bytes: Int, to recorder: Recorder) {
        for _ in 0..<files {
            recorder.addBytesMoved(bytes)
            recorder.addFinishedFile()
            recorder.addEndedFile()
        }
    }

    @Test("is not told before there is anything to do")
    func preparing() {
        let state = RunState(processes: 2)
        var meter = ProgressMeter(state)
        #expect(meter.look(at: Self.at(0)) == Progress(phase: .preparing))
        state.note(goal: .files(10))
        #expect(meter.look(at: Self.at(1)) == Progress(phase: .preparing))
    }

    @Test("is told by iterations and the files of the one at work")
    func iterations() {
        let state = RunState(processes: 2)
        var meter = ProgressMeter(state)
        state.note(goal: .iterations(4, files: 10))
        state.note(iteration: 1)
        state.noteBegun(at: Self.at(0))
        _ = meter.look(at: Self.at(0))
        Self.add(3, bytes: 100, to: state.processes[0])
        Self.add(2, bytes: 100, to: state.processes[1])
        #expect(
            meter.look(at: Self.at(2))
                == Progress(
                    phase: .iteration(1, of: 4), done: 0.125, files: 5, bytesMoved: 500, filesPerSecond: 2.5,
                    bytesPerSecond: 250, left: .seconds(14)))
        // A file that failed is done with, too.
        for _ in 0..<5 { state.processes[1].addEndedFile() }
        state.note(iteration: 2)
        #expect(meter.look(at: Self.at(3)).done == 0.25)
        Self.add(10, bytes: 100, to: state.processes[0])
        #expect(meter.look(at: Self.at(4)).done == 0.5)
        state.note(iteration: 4)
        #expect(meter.look(at: Self.at(4)).done == 0.75)
    }

    @Test("is told by the time of a load that goes on for some")
    func time() {
        let state = RunState(processes: 1)
        var meter = ProgressMeter(state)
        state.note(goal: .time(from: Self.at(0), measured: Self.at(2), to: Self.at(10)))
        state.noteBegun(at: Self.at(0))
        state.processes[0].enter(.warmUp)
        _ = meter.look(at: Self.at(0))
        Self.add(4, bytes: 10, to: state.processes[0])
        #expect(
            meter.look(at: Self.at(1))
                == Progress(
                    phase: .warmingUp, done: 0.1, files: 4, bytesMoved: 40, filesPerSecond: 4,
                    bytesPerSecond: 40,
                    left: .seconds(9)))
        state.processes[0].enter(.measured)
        Self.add(1, bytes: 10, to: state.processes[0])
        let measured = meter.look(at: Self.at(2))
        #expect(measured.phase == .measured && measured.files == 1 && measured.bytesMoved == 10)
        // The rates go on over the moment from which on it is measured.
        #expect(measured.filesPerSecond == 2.5)
        let over = meter.look(at: Self.at(11))
        #expect(over.phase == .finishing && over.done == 1 && over.left == .zero)
    }

    @Test("has rates of the last two seconds, where so much is past")
    func rates() {
        let state = RunState(processes: 1)
        var meter = ProgressMeter(state)
        state.note(goal: .files(1000))
        state.noteBegun(at: Self.at(0))
        #expect(meter.look(at: Self.at(0)).filesPerSecond == nil)
        for step in 1...40 {
            Self.add(step, bytes: 7, to: state.processes[0])
            let progress = meter.look(at: Self.at(Double(step) / 4))
            // Of each quarter of a second as many as its number.
            let files = (max(1, step - 7)...step).reduce(0, +)
            let seconds = Double(min(step, 8)) / 4
            #expect(progress.filesPerSecond == Double(files) / seconds, "\(step)")
            #expect(progress.bytesPerSecond == Double(7 * files) / seconds, "\(step)")
        }
    }

    @Test("counts all that went wrong, whoever met it and when")
    func wrong() {
        let state = RunState(processes: 2)
        var meter = ProgressMeter(state)
        state.processes[0].record(local: "no", operation: .localRead, path: "a")
        state.coordinator.record(local: "no", operation: .localRead, path: "b")
        state.processes[1].enter(.warmUp)
        state.processes[1].record(local: "no", operation: .localRead, path: "c")
        state.processes[0].withOutcome {
            $0.record([Finding(.missing, path: "d", length: 0, node: nil, process: 0)])
        }
        #expect(meter.look() == Progress(phase: .preparing, errors: 3, findings: 1))
    }

    @Test("has the latency of the last second's files", .ownThread)
    func latency() throws {
        let state = RunState(processes: 1)
        var meter = ProgressMeter(state)
        state.note(goal: .files(10))
        state.noteBegun()
        state.beginSpan(.now)
        let deadline = MonotonicTime.now + .seconds(60)
        var p99: Duration?
        while p99 == nil, .now < deadline {
            p99 = meter.look().p99
            try state.processes[0].time(.readFile, due: .now + .seconds(-100)) { finished in finished(1) }
            sched_yield()
        }
        state.endSeries()
        let found = try #require(p99)
        #expect(found >= .seconds(100) && found < .seconds(160))
    }
}
