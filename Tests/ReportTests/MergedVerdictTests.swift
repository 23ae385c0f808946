import TestSupport
import Testing

@testable import Report

@Suite("The verdict of several nodes' results")
struct MergedVerdictTests {
    @Test(
        "is the worst one, with every reason and its nodes, where it is not that of all",
        arguments: [
            ("pass", "pass", "pass", nil), ("pass", "fail", "fail", "node 2: so"),
            ("fail", "fail", "fail", "each of 2 nodes: so"),
            ("pass", "not-started", "fail", "node 2: not started: so"),
            ("not-started", "not-started", "not-started", "so"),
        ] as [(String, String, String, String?)])
    func verdict(one: String, other: String, both: String, reason: String?) throws {
        let results = try zip(["1", "2"], [one, other]).map { node, verdict in
            var result = try NodeResults.result(node: node, seed: 1)
            result.verdict = try #require(.init(rawValue: verdict))
            result.reason = verdict == "pass" ? nil : "so"
            return result
        }
        let merged = try NodeResults.merge(results)
        #expect(merged.verdict.rawValue == both && merged.reason == reason)
        #expect(merged.nodes.map(\.verdict) == results.map(\.verdict))
    }

    @Test("gives the count of a reason that all have as that of each node, in a sum of sums, too")
    func countedReason() throws {
        let results = try (0..<4).map { node in
            var result = try NodeResults.result(node: "\(node)", seed: 1)
            (result.verdict, result.reason, result.totals.findingCount) = (.fail, "4 findings", 4)
            return result
        }
        let merged = try NodeResults.merge(results)
        #expect(merged.reason == "each of 4 nodes: 4 findings" && merged.totals.findingCount == 16)
        let halves = [
            try NodeResults.merge(Array(results[..<2])), try NodeResults.merge(Array(results[2...])),
        ]
        #expect(try NodeResults.merge(halves).reason == merged.reason)
        #expect(try NodeResults.merge(Array(results[..<1])).reason == "node 0: 4 findings")
    }

    @Test(
        "tells once what nodes say of another, and not what that one, or who adds them up, tells itself",
        arguments: [
            (
                ["node 2 was lost: it gave no sign of life", "node 2 was lost: it gave no sign of life"], [],
                "node 2 was lost: it gave no sign of life"
            ),
            (
                ["node 2 was lost: it gave no sign of life", "node 2 was lost: it gave no sign of life"],
                ["node 2"], nil
            ),
            (
                [
                    "node 2 was lost: it gave no sign of life, 1 error",
                    "node 2 was lost: it gave no sign of life, 3 errors",
                ], ["node 2"], "node 0: 1 error; node 1: 3 errors"
            ),
            (
                ["node 2 was lost: it gave no sign of life"], ["node 3"],
                "node 2 was lost: it gave no sign of life"
            ),
            (
                ["not done within 5 s (--max-time)", "node 0 was not done within its --max-time"], [],
                "node 0: not done within 5 s (--max-time)"
            ),
            (
                ["1 error", "node 0 ended before its last iteration"], [],
                "node 0 ended before its last iteration; node 0: 1 error"
            ),
            ([nil, "node 0 was interrupted", "node 0 was interrupted"], [], "node 0 was interrupted"),
        ] as [([String?], Set<String>, String?)])
    func otherNodes(reasons: [String?], lost: Set<String>, reason: String?) throws {
        let results = try reasons.enumerated().map { node, reason in
            var result = try NodeResults.result(node: "\(node)", seed: 1)
            (result.verdict, result.reason) = (reason == nil ? .pass : .fail, reason)
            return (file: "\(node).json", result: result)
        }
        let merged = try ResultMerge(results, lost: lost).document
        #expect(merged.verdict == .fail && merged.reason == reason)
    }
}
