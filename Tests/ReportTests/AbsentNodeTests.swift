import Testing

@testable import Report

/// What `report --merge` says of nodes that were to take part by `--nodes` and left no result.
@Suite(.timeLimit(.minutes(20)))
struct AbsentNodeTests {
    private static func results(_ nodes: [String], of count: String) throws -> [ResultDocument] {
        try nodes.enumerated().map { index, node in
            var result = try NodeResults.result(node: node, seed: UInt64(index) + 1)
            result.options["nodes"] = count
            result.verdict = .pass
            result.reason = nil
            return result
        }
    }

    @Test(
        "they are named, and the sum fails",
        arguments: [
            (["0", "1"], "2", nil),
            (["0", "2"], "4", "no result of nodes 1, 3, of 4 (--nodes)"),
            (["1"], "2", "no result of node 0, of 2 (--nodes)"),
            (
                ["0"], "4096",
                "no result of nodes 1 to 4095, of 4096 (--nodes)"
            ),
            (
                (0..<30).map { "\(2 * $0)" }, "60",
                "no result of nodes 1, 3, 5, 7, 9, 11, 13, 15, 17, 19 and 20 more, of 60 (--nodes)"
            ),
        ] as [([String], String, String?)])
    func absentNodes(_ nodes: [String], _ count: String, _ reason: String?) throws {
        let merged = try NodeResults.merge(Self.results(nodes, of: count))
        #expect(merged.verdict == (reason == nil ? .pass : .fail) && merged.reason == reason)
    }

    @Test(
        "none lacks where nothing says how many take part, or no number does",
        arguments: [nil, "x", "99999999"])
    func untold(_ count: String?) throws {
        var results = try Self.results(["0", "2"], of: "")
        for index in results.indices { results[index].options["nodes"] = count }
        #expect(try NodeResults.merge(results).verdict == .pass)
    }

    @Test("what lacks in two sums is there in theirs where the other has it")
    func sums() throws {
        let results = try Self.results(["0", "1", "2", "3"], of: "4")
        let halves = [
            try NodeResults.merge(Array(results[..<2])), try NodeResults.merge(Array(results[2...])),
        ]
        #expect(halves.allSatisfy { $0.verdict == .fail })
        let all = try NodeResults.merge(halves)
        #expect(all.verdict == .pass && all.reason == nil)
    }
}
