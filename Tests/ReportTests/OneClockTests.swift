import Testing

@testable import Report

/// Nodes whose clocks are not the same, which began by a proxy's.
@Suite("Results of several clocks", .timeLimit(.minutes(20)))
struct OneClockTests {
    /// One of a node at work for a second, whose machine's clock was so far ahead of the proxy's.
    private static func result(_ node: String, at moment: Double, behind: Double?) throws -> ResultDocument {
        var result = try NodeResults.result(node: node, seed: 1)
        result.started = moment - 1
        result.iterations = [try NodeResults.iteration(start: moment, seconds: 1)]
        result.intervals = NodeResults.intervals(from: moment, [(3, 30, .milliseconds(2))])
        result.clockOffset = behind.map { .init(.init(seconds: -$0, uncertainty: 0.01)) }
        return result
    }

    @Test("lie side by side by the proxy's, where every node tells by how much it was ahead")
    func sideBySide() throws {
        let results = [
            try Self.result("0", at: 5000, behind: 4000), try Self.result("1", at: 1000, behind: 0),
        ]
        let merged = try NodeResults.merge(results)
        #expect(merged.totals.seconds == 1 && merged.started == 999)
        #expect(merged.iterations.map(\.start) == [1000] && merged.intervals.map(\.files) == [6])
        // By these a result is known that is added up twice.
        #expect(merged.nodes.map(\.started) == results.map(\.started))
    }

    @Test("lie by their own, where one does not tell, or tells what can't be", arguments: [nil, 1e300])
    func own(_ behind: Double?) throws {
        let merged = try NodeResults.merge([
            Self.result("0", at: 5000, behind: behind), Self.result("1", at: 1000, behind: 0),
        ])
        #expect(merged.totals.seconds == 2 && merged.iterations.map(\.start) == [1000])
        _ = try merged.encoded()
    }
}
