import StressTest

/// The verdict over several results: the worst of them.
struct MergedVerdict {
    private struct Part {
        /// Of the node; nil of a sum whose nodes don't tell all of it.
        var name: String?
        var verdict: RunResult.Verdict
        /// What it says of itself.
        var reason: String?
        /// What it says of another node.
        var missed: Missed?

        init(_ name: String?, _ verdict: RunResult.Verdict, _ reason: String?) {
            (self.name, self.verdict, self.reason) = (name, verdict, reason)
            guard name != nil, let reason, let (other, why, besides) = MissedNode.read(reason) else { return }
            (missed, self.reason) = (Missed(name: other, why: why), besides)
        }
    }

    private struct Missed: Hashable {
        /// As `node 3`.
        var name: String
        var why: MissedNode
    }

    let verdict: RunResult.Verdict
    let reason: String?

    /// - Parameters:
    ///   - absent: of which there is no result, in the sums that are among them neither.
    ///   - lost: nodes, as `node 3`, of which whoever asks tells that they were lost.
    init(_ results: some Sequence<(String, ResultDocument)>, _ absent: AbsentNodes, lost: Set<String> = []) {
        self.init(results.flatMap(Self.parts), absent, lost)
    }

    private init(_ parts: [Part], _ absent: AbsentNodes, _ lost: Set<String>) {
        let verdicts = Set(parts.map(\.verdict))
        // What began on one node and not on another did not do what it was to do.
        verdict = absent.reason == nil && verdicts.count == 1 ? parts[0].verdict : .fail
        let reasons = Self.missed(parts, lost) + Self.reasons(parts, verdict)
        let sentences = [absent.reason].compactMap { $0 } + told(reasons)
        reason = sentences.isEmpty ? nil : sentences.joined(separator: "; ")
    }

    /// What nodes say of others, each once, whoever says it; nothing of those that are told of elsewhere, with more.
    private static func missed(_ parts: [Part], _ lost: Set<String>) -> [String] {
        let speaking = Set(parts.filter { $0.reason != nil }.compactMap { $0.name.map { "node \($0)" } })
        return parts.compactMap(\.missed).distinct.filter { missed in
            switch missed.why {
            case .lost: !lost.contains(missed.name)
            case .overTime: !speaking.contains(missed.name)
            case .ended, .interrupted: true
            }
        }.map { $0.why.told(of: $0.name) }
    }

    /// What nodes say of themselves, each once, with the nodes that it is of: what one counts is no count of all.
    private static func reasons(_ parts: [Part], _ worst: RunResult.Verdict) -> [String] {
        let failed = parts.filter { $0.reason != nil }
        let reasons = failed.map { part in
            (part.verdict == .notStarted && worst == .fail ? "not started: " : "") + (part.reason ?? "")
        }
        return reasons.distinct.map { reason in
            let names = zip(failed, reasons).filter { $0.1 == reason }.compactMap(\.0.name)
            if names.isEmpty { return reason }
            guard names.count == parts.count, names.count > 1 else {
                return "\(NamedNodes(names.map { "node \($0)" })): \(reason)"
            }
            // Why a run of all nodes did not begin has their names.
            return worst == .notStarted ? reason : "each of \(names.count) nodes: \(reason)"
        }
    }

    /// The node that the result is of, or those that it is the sum of: what lacked there may be here.
    private static func parts(_ name: String, _ result: ResultDocument) -> [Part] {
        guard result.isMerged else { return [Part(name, result.verdict, result.reason)] }
        let nodes = result.nodes.map { Part($0.node ?? $0.host, $0.verdict, $0.reason) }
        let told = MergedVerdict(nodes, AbsentNodes([result]), [])
        // A launcher's sum may fail for a node that was lost, of which it has nothing.
        guard told.verdict == result.verdict, told.reason == result.reason else {
            return [Part(nil, result.verdict, result.reason)]
        }
        return nodes
    }
}
