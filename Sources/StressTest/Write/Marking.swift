import Alluxio
import Synchronization

/// Whether files bear this run's mark; all processes of a run share it, for the first refusal turns it off for all.
final class Marking: Sendable {
    let run: UInt32
    private let on: Atomic<Bool>
    private let state: RunState

    init(run: UInt32, on: Bool, state: RunState) {
        self.run = run
        self.on = Atomic(on)
        self.state = state
        if !on { state.warn("without marks two runs that write to one node can't be told apart") }
    }

    var isOn: Bool { on.load(ordering: .relaxed) }

    func turnOff(_ why: String) {
        on.store(false, ordering: .relaxed)
        state.warn("\(why); two runs that write to one node can't be told apart")
    }

    /// The run whose mark a file bears, where it is another than this one.
    func otherRun(_ status: FileSummary) -> UInt32? {
        guard let mark = Mark(of: status), mark.run != run else { return nil }
        return mark.run
    }
}
