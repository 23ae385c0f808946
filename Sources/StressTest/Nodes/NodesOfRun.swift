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
        let own = Array((reason ?? "").utf8)
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
        let reasons = words.map { word in
            if case .said(let bytes) = word { String(decoding: bytes, as: UTF8.self) } else { nil as String? }
        }
        return Self.whyNot(names, reasons)
    }

    /// Each reason once, with the nodes that it is of, as the first of them tells it.
    ///
    /// - Parameter reasons: of each node; empty where it is ready, nil where it was lost.
    static func whyNot(_ names: [String], _ reasons: [String?]) -> String {
        var sentences: [String] = []
        var met = Set<String?>()
        let kinds = reasons.map { $0.map(withoutTimes) }
        for (reason, kind) in zip(reasons, kinds) where reason != "" && met.insert(kind).inserted {
            let nodes = NamedNodes(zip(names, kinds).filter { $0.1 == kind }.map(\.0))
            let lost = nodes.count == 1 ? "was lost before it was ready" : "were lost before they were ready"
            sentences.append(reason.map { "\(nodes): \($0)" } ?? "\(nodes) \(lost)")
        }
        return told(sentences).joined(separator: "; ")
    }

    /// libcurl tells after how long it could not connect, which is another time on each node.
    private static func withoutTimes(_ reason: String) -> String {
        reason.replacing(#/ after [0-9]+ ms/#, with: "")
    }

    /// Waits for all nodes at the beginning of an iteration; why the run ends there, if it does.
    func meet(unless isEnded: () -> Bool) -> String? {
        switch ranks.meet(unless: isEnded) {
        case .met: nil
        case .ended(let reason): reason
        case .lost(let rank): MissedNode.lost.told(of: names[rank])
        }
    }

    /// Lets the others know that this node does not come to its last iteration.
    ///
    /// - Parameter cause: what ended it from outside; nil where nothing did.
    func end(because cause: EarlyEnd?) {
        let name = names[ranks.rank]
        switch cause {
        case nil: ranks.end(because: MissedNode.ended.told(of: name))
        case .interrupted: ranks.end(because: MissedNode.interrupted.told(of: name))
        case .overTime: ranks.end(because: MissedNode.overTime.told(of: name))
        case .otherNode(let reason): ranks.end(because: reason)
        }
    }
}
