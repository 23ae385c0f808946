import Alluxio
import TestSupport
import Testing

/// Three versions of Alluxio, by what they once answered: the client sends what was sent, and reads the answers right.
@Suite("Conformance to recorded Alluxios", .ownThread, .timeLimit(.minutes(20)))
struct ConformanceTests {
    /// How many of the 604 recorded steps are calls of the client's, and how many of each reason are not.
    struct Count: Equatable {
        var held = 0
        var failed = 0
        var unsent: [UnsentReason: Int] = [:]
    }

    static let counts: [(version: String, count: Count)] = [
        ("1.8.1", Count(held: 566, failed: 80, unsent: unsent(otherDialect: 5, noStream: 7))),
        ("2.7.3", Count(held: 568, failed: 81, unsent: unsent(otherDialect: 3, noStream: 7))),
        ("2.9.6", Count(held: 570, failed: 78, unsent: unsent(otherDialect: 3, noStream: 5))),
    ]

    /// The rest is the same for all versions.
    private static func unsent(otherDialect: Int, noStream: Int) -> [UnsentReason: Int] {
        [
            .badJSON: 1, .unknownOption: 4, .otherDialect: otherDialect, .noStream: noStream, .header: 5,
            .method: 4, .endpoint: 3, .parameter: 2, .path: 7,
        ]
    }

    @Test("every recorded step is held, or counted under why no client sends it", arguments: counts)
    func steps(version: String, count: Count) throws {
        let replay = try Replay(version: version)
        for scenario in try Recording(version: version).scenarios { try replay.hold(scenario) }
        print(
            "conformance to \(version): \(replay.count.held) of 604 steps held as calls, the rest as answers")
        #expect(replay.count == count)
        #expect(replay.count.held + replay.count.unsent.values.reduce(0, +) == 604)
        #expect(replay.unusedExpectations == [], "every row of the tables is some step's")
    }
}
