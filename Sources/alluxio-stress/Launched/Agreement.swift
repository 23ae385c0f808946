import FoundationEssentials
import Nodes
import StressTest

/// What rank 0 says once all ranks have introduced themselves.
struct Agreement: Codable, Equatable {
    /// What each rank's node is called, in their order.
    var names: [String]
    /// Why there is no run; empty where there is one.
    var problems: [String]

    /// What follows from what the ranks said, in their order.
    init(_ words: [Ranks.Word]) {
        let introductions = words.map(Self.introduction)
        names = introductions.enumerated().map { rank, introduction in
            (introduction?.node).map { "node \($0)" } ?? "rank \(rank)"
        }
        problems = told(
            introductions.enumerated().flatMap { rank, introduction in
                Self.problems(ofRank: rank, introduction, first: introductions[0])
            } + Self.shared(introductions))
    }

    private static func introduction(_ word: Ranks.Word) -> Introduction? {
        guard case .said(let bytes) = word else { return nil }
        return try? Introduction(bytes)
    }

    private static func problems(ofRank rank: Int, _ introduction: Introduction?, first: Introduction?)
        -> [String]
    {
        guard let introduction else {
            return ["rank \(rank) did not say what it is about to do: is it the same program there?"]
        }
        let name = "rank \(rank) on \(introduction.host)"
        if let failure = introduction.failure { return ["\(name): \(failure)"] }
        guard let first, first.failure == nil else { return [] }
        return introduction.differences(from: first).map { "\(name) \($0): all must be called alike" }
    }

    /// Nodes that two ranks would be.
    private static func shared(_ introductions: [Introduction?]) -> [String] {
        var ranks: [String: [Int]] = [:]
        for (rank, introduction) in introductions.enumerated() {
            if let node = introduction?.node { ranks[node, default: []].append(rank) }
        }
        return ranks.filter { $0.value.count > 1 }.sorted { $0.value[0] < $1.value[0] }.map { node, ranks in
            "ranks \(ranks.map { "\($0)" }.joined(separator: ", ")) have --node \(node):"
                + " each needs its own, as it has without --node"
        }
    }

    var encoded: [UInt8] {
        get throws { Array(try JSONEncoder().encode(self)) }
    }

    init(_ bytes: [UInt8]) throws { self = try JSONDecoder().decode(Self.self, from: Data(bytes)) }
}
