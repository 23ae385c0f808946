import StressTest

/// The verdict over several results: the worst of them.
struct MergedVerdict {
    /// How many of the reasons are told.
    private static let mostReasons = 10

    private struct Part {
        /// Of the node; nil of a sum whose nodes don't tell all of it.
        var name: String?
        var verdict: RunResult.Verdict
        var reason: String?
    }

    let verdict: RunResult.Verdict
    let reason: String?

    /// - Parameter absent: of which there is no result, in the sums that are among them neither.
    init(_ results: some Sequence<(String, ResultDocument)>, _ absent: AbsentNodes) {
        self.init(results.flatMap(Self.parts), absent)
    }

    private init(_ parts: [Part], _ absent: AbsentNodes) {
        let verdicts = Set(parts.map(\.verdict))
        // What began on one node and not on another did not do what it was to do.
        let worst = absent.reason == nil && verdicts.count == 1 ? parts[0].verdict : .fail
        let reasons = Self.reasons(parts.filter { $0.reason != nil }, worst, of: parts.count)
        let more = reasons.count - Self.mostReasons
        let told =
            [absent.reason].compactMap { $0 } + reasons.prefix(Self.mostReasons)
            + (more > 0 ? ["and \(more) more"] : [])
        verdict = worst
        reason = told.isEmpty ? nil : told.joined(separator: "; ")
    }

    /// Each once, with the nodes that it is of.
    private static func reasons(_ failed: [Part], _ worst: RunResult.Verdict, of count: Int) -> [String] {
        let told = failed.map { part in
            (part.verdict == .notStarted && worst == .fail ? "not started: " : "") + (part.reason ?? "")
        }
        return told.distinct.map { reason in
            let names = zip(failed, told).filter { $0.1 == reason }.compactMap(\.0.name)
            if names.isEmpty { return reason }
            if names.count == count, count > 1 { return reason }
            return names.count == 1
                ? "node \(names[0]): \(reason)" : "nodes \(named(names, most: mostReasons)): \(reason)"
        }
    }

    /// The node that the result is of, or those that it is the sum of: what lacked there may be here.
    private static func parts(_ name: String, _ result: ResultDocument) -> [Part] {
        guard result.isMerged else {
            return [Part(name: name, verdict: result.verdict, reason: result.reason)]
        }
        let nodes = result.nodes.map {
            Part(name: $0.node ?? $0.host, verdict: $0.verdict, reason: $0.reason)
        }
        let told = MergedVerdict(nodes, AbsentNodes([result]))
        // A launcher's sum may fail for a node that was lost, of which it has nothing.
        guard told.verdict == result.verdict, told.reason == result.reason else {
            return [Part(verdict: result.verdict, reason: result.reason)]
        }
        return nodes
    }
}
