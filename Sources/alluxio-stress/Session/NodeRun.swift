import OSThreads
import Report
import StressTest

/// A run on this node, and what there is to tell of it at any moment.
struct NodeRun: Sendable {
    let description: RunDescription
    let state: RunState
    /// What the node's own result is held to.
    let requirements: [Requirement]

    func result(notStarted: String? = nil) -> RunResult {
        RunResult(description, state, notStarted: notStarted)
    }

    func document(notStarted: String? = nil) -> ResultDocument {
        ResultDocument(result(notStarted: notStarted), host: Host.name, cpus: Processors.count)
            .held(to: requirements)
    }
}
