import OSThreads

extension RunState {
    /// Waits until every node of the run is ready for its first byte; throws where one is not.
    func awaitNodes() throws(NotStarted) { try nodes?.awaitReadiness { isEnded } }

    /// Waits until this node's processes are ready for an iteration, and all other nodes are; the moment at which they are
    /// released.
    ///
    /// - Parameter start: the planned one, where the iteration has one.
    func waitUntilReleased(_ gate: IterationGate, notBefore start: MonotonicTime? = nil) -> MonotonicTime {
        if nodes != nil || start != nil {
            gate.waitUntilReady()
            meetNodes()
            if let start { awaitStart(start) }
            gate.noteReady()
        }
        return gate.waitUntilReleased()
    }

    /// Waits for the other nodes, where there are any; ends the run where one of them does not come.
    func meetNodes() {
        guard let nodes else { return }
        let came = MonotonicTime.now
        if let reason = nodes.meet(unless: { isEnded }) {
            if !isEnded { end(early: .otherNode(reason)) { _ in } }
        } else {
            coordinator.record(barrier: .now - came)
        }
    }
}
