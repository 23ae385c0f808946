import Alluxio
import FoundationEssentials
import OSThreads

/// What a run writes down of its files, where it was asked to. The first failure ends the run.
struct RunRecord: Sendable {
    private let file: RecordFile?
    private let plan: WritePlan
    private let state: RunState

    init(_ file: RecordFile?, _ plan: WritePlan, _ state: RunState) {
        self.file = file
        self.plan = plan
        self.state = state
    }

    /// To be called before anything at the files' paths is touched; false where that must not happen. With a file, what
    /// stands at its path.
    func replacing(_ files: some Sequence<(number: FileNumber, standing: StandingVersion?)>) -> Bool {
        add { events in
            for (number, standing) in files {
                let standing = standing ?? StandingVersion()
                events.append(event(.replace, standing.run, number, standing.version))
            }
        }
    }

    /// To be called once the files are known to be stored. With a file, its version.
    func stored(_ files: [(number: FileNumber, version: Int)]) {
        let now = Date().timeIntervalSince1970
        let kind = RecordEvent.Kind.stored(length: plan.content.length, data: plan.content.kind, time: now)
        _ = add { events in
            for (number, version) in files { events.append(event(kind, plan.run, number, version)) }
        }
    }

    private func event(_ kind: RecordEvent.Kind, _ run: UInt32, _ number: FileNumber, _ version: Int)
        -> RecordEvent
    {
        RecordEvent(
            kind, run: run, node: plan.layout.node.description, number, version: version,
            path: plan.layout.path(number).description)
    }

    /// False where it can't be, which is counted once.
    private func add(_ make: (inout [RecordEvent]) -> Void) -> Bool {
        guard let file else { return true }
        var events: [RecordEvent] = []
        make(&events)
        do {
            return try file.add(events)
        } catch {
            state.coordinator.record(local: "\(error)", operation: .localWrite, path: file.path)
            state.end()
            return false
        }
    }
}
