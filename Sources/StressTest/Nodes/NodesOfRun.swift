import Nodes
import OSThreads
import Synchronization

/// The nodes of a run that a launcher started on all of them, as one of them sees the others.
public final class NodesOfRun: Sendable {
    private static let readiness = "ready"

    package let ranks: Ranks
    /// What each rank's node is called, in their order.
    public let names: [String]
    private let hasToldReadiness = Atomic(false)

    package init(_ ranks: Ranks, names: [String]) {
        self.ranks = ranks
        self.names = names
    }

    /// Waits until every node is ready for its first byte.
    ///
    /// - Parameter isEnded: whether this run has ended meanwhile.
    /// - Throws: `NotStarted` where one of them is not, which it names.
    func awaitReadiness(unless isEnded: () -> Bool) throws(NotStarted) {
        if let reason = tell(notReady: nil, unless: isEnded) { throw NotStarted(reason) }
    }

    /// Lets the others know that this node is not ready, and why; they don't begin then. Of no effect once it was.
    ///
    /// - Returns: why the run has not begun, of all nodes.
    public func standDown(because reason: String, unless isEnded: () -> Bool) -> String {
        guard !hasToldReadiness.load(ordering: .acquiring) else { return reason }
        return tell(notReady: reason, unless: isEnded) ?? reason
    }

    /// - Returns: why the run does not begin; nil where it does.
    private func tell(notReady reason: String?, unless isEnded: () -> Bool) -> String? {
        hasToldReadiness.store(true, ordering: .releasing)
        let own = reason.map { Array("\(names[ranks.rank]): \($0)".utf8) } ?? []
        do {
            let answer = try ranks.confer(on: Self.readiness, saying: own, unless: isEnded) {
                Array(whyNot($0).utf8)
            }
            guard let answer else { return "\(names[0]) did not say that all are ready" }
            return answer.isEmpty ? nil : String(decoding: answer, as: UTF8.self)
        } catch {
            return "the other nodes can't be told: \(error)"
        }
    }

    private func whyNot(_ words: [Ranks.Word]) -> String {
        zip(names, words).compactMap { name, word in
            switch word {
            case .said(let bytes): bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
            case .lost: "\(name) was lost before it was ready"
            }
        }.joined(separator: "; ")
    }

    /// Waits for all nodes at the beginning of an iteration; why the run ends there, if it does.
    func meet(unless isEnded: () -> Bool) -> String? {
        switch ranks.meet(unless: isEnded) {
        case .met: nil
        case .ended(let reason): reason
        case .lost(let rank): "\(names[rank]) was lost: it gave no sign of life"
        }
    }

    /// Lets the others know that this node does not come to its last iteration.
    ///
    /// - Parameter cause: what ended it from outside; nil where nothing did.
    func end(because cause: EarlyEnd?) {
        let name = names[ranks.rank]
        switch cause {
        case nil: ranks.end(because: "\(name) ended before its last iteration")
        case .interrupted: ranks.end(because: "\(name) was interrupted")
        case .overTime: ranks.end(because: "\(name) was not done within its --max-time")
        case .otherNode(let reason): ranks.end(because: reason)
        }
    }
}
