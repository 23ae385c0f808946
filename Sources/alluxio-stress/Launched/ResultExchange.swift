import Nodes
import OSThreads
import Report
import StressTest

/// How the results of all nodes become one: each hands its own over to rank 0.
struct ResultExchange: Sendable {
    private static let subject = "result"
    /// What rank 0 is to take of all together. Of very many nodes each tells its course in fewer and longer intervals, as far
    /// as that goes: figures, errors and findings stay as they are.
    private static let mostBytesOfAll = 32_000_000

    private let nodes: NodesOfRun
    private let requirements: [Requirement]
    private let began = MonotonicTime.now

    /// - Parameter requirements: what the sum is held to.
    init(_ nodes: NodesOfRun, heldTo requirements: [Requirement]) {
        self.nodes = nodes
        self.requirements = requirements
    }

    /// Whether this rank reports for all.
    var isFirst: Bool { nodes.ranks.isFirst }

    /// What this node is called.
    var name: String { nodes.names[nodes.ranks.rank] }

    /// For rank 0: the sum of all results. Of nodes that were lost there is none, which makes the verdict `fail`.
    ///
    /// - Parameter isEnded: whether they are waited for no longer.
    func collect(with own: ResultDocument, unless isEnded: () -> Bool) -> ResultDocument {
        let words = nodes.ranks.gather(Self.subject, saying: [], unless: isEnded)
        // Where that can't be said the others see that this rank is gone.
        try? nodes.ranks.answer(Self.subject, [])
        var results: [Int: ResultDocument] = [:]
        var problems: [String] = []
        var lost: Set<String> = []
        for case (let name, .lost) in zip(nodes.names, words) { lost.insert(name) }
        for (rank, decoded) in zip(words.indices, inParallel(words) { decode($0, own) }) {
            switch decoded {
            case .success(let result): results[rank] = result
            case .failure(let why): problems.append("\(nodes.names[rank]) \(why.description)")
            }
        }
        return sum(results, lacking: problems + interrupted(results, besides: own), lost: lost)
    }

    /// Which other nodes a signal ended by themselves, where no node that waited for them tells it.
    private func interrupted(_ results: [Int: ResultDocument], besides own: ResultDocument) -> [String] {
        guard !own.interrupted else { return [] }
        let told = Set(results.values.compactMap { $0.reason.flatMap(MissedNode.read)?.name })
        return results.keys.sorted().filter { results[$0]?.interrupted == true }.map { nodes.names[$0] }
            .filter { !told.contains($0) }.map(MissedNode.interrupted.told)
    }

    /// Why a node has no part in the sum.
    private struct NoResult: Error, CustomStringConvertible { var description: String }

    private func decode(_ word: Ranks.Word, _ own: ResultDocument) -> Result<ResultDocument, NoResult> {
        switch word {
        case .lost(let lastSign): .failure(NoResult(description: "was lost: \(told(lastSign))"))
        case .late:
            .failure(NoResult(description: "had handed over no result when it was waited for no longer"))
        // Rank 0 says nothing to itself.
        case .said(let bytes) where bytes.isEmpty: .success(own.forSum(of: nodes.ranks.count))
        case .said(let bytes):
            Result { () throws(UnreadableResult) in try ResultDocument(bytes, file: "its result") }
                .mapError { NoResult(description: "has no result that can be added up: \($0)") }
        }
    }

    private func told(_ lastSign: MonotonicTime) -> String {
        "no result of it, and no sign of life since \(Int((lastSign - began).seconds.rounded())) s after the start"
    }

    /// For rank 0, before the end: the sum without the others.
    func sumSoFar(with own: ResultDocument) -> ResultDocument {
        let others = nodes.names.indices.filter { $0 != nodes.ranks.rank }.map { nodes.names[$0] }
        return sum(
            [nodes.ranks.rank: own],
            lacking: others.isEmpty ? [] : ["without the results of \(others.joined(separator: ", "))"])
    }

    private func sum(_ results: [Int: ResultDocument], lacking problems: [String], lost: Set<String> = [])
        -> ResultDocument
    {
        let inOrder = results.sorted { $0.key < $1.key }
        do throws(UnmergeableResults) {
            // Who lacks is told here, with more than their names.
            var sum = try ResultMerge(
                inOrder.map { (file: "\($0.key)", result: $0.value.without(option: "nodes")) }, lost: lost
            ).document
            sum.options["nodes"] = inOrder[0].value.options["nodes"]
            return sum.held(to: requirements).failing(problems)
        } catch {
            return inOrder[0].value.failing(problems + ["\(error)"])
        }
    }

    /// For the others: whether rank 0 has it.
    func handOver(_ result: ResultDocument, unless isEnded: () -> Bool) -> Bool {
        do {
            let mostBytes = min(ResultDocument.mostBytes, Self.mostBytesOfAll / nodes.ranks.count)
            let part = result.forSum(of: nodes.ranks.count)
            try nodes.ranks.say(part.encoded(mostBytes: mostBytes), on: Self.subject)
            return nodes.ranks.hear(Self.subject, unless: isEnded) != nil
        } catch {
            return false
        }
    }
}

extension ResultDocument {
    fileprivate func without(option name: String) -> ResultDocument {
        var document = self
        document.options[name] = nil
        return document
    }

    /// The same, but a failure for these reasons besides.
    fileprivate func failing(_ reasons: [String]) -> ResultDocument {
        guard !reasons.isEmpty else { return self }
        var document = self
        document.verdict = .fail
        document.reason = (reasons + [reason].compactMap { $0 }).joined(separator: "; ")
        return document
    }
}
