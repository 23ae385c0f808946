import FoundationEssentials
import Measurement
import Testing

@testable import Report

extension String {
    /// The same with something else in a place.
    fileprivate func with(_ other: String, in place: Range<Index>) -> String {
        self[..<place.lowerBound] + other + self[place.upperBound...]
    }
}

@Suite("Numbers that no run could have")
struct HostileNumbersTests {
    private static let greatest = "\(Int64.max)"

    /// The document that has something of everything, with another number in the place of each in turn.
    private static func changed(to number: String) -> [(place: Int, text: String)] {
        let text = ResultDocumentTests.whole
        return text.matches(of: #/: (-?[0-9][0-9.e+-]*)/#).enumerated().map { place, match in
            (place, text.with(number, in: match.output.1.startIndex..<match.output.1.endIndex))
        }
    }

    private static func read(_ text: String) throws -> ResultDocument {
        try ResultDocument(Array(text.utf8), file: "a.json")
    }

    @Test(
        "are refused with the file and the key",
        arguments: [
            ("\"bytesPerSecond\" : 60", "processes[0].bytesPerSecond"),
            ("\"bytesMoved\" : 24, \"errors\" : 1", "intervals[0].bytesMoved"),
            ("\"count\" : 2,\n", "errors[0].count"), ("\"cpus\" : 2", "client.cpus"),
            ("\"seconds\" : 0.5", "intervals[1].seconds"), ("\"rate\" : 10", "pace.rate"),
            ("{\"count\" : 3, \"mean\"", "intervals[0].operations.read.count"),
            ("\"times\" : 2", "findings[0].times"),
        ])
    func refused(part: String, key: String) throws {
        let digits = try #require(part.firstMatch(of: #/[0-9.]+/#))
        let text = ResultDocumentTests.whole
        #expect(text.contains(part))
        for number in [Self.greatest, "-1", "1e300"] where !(number == "1e300" && !key.hasSuffix("seconds")) {
            let changed = part.with(number, in: digits.range)
            #expect {
                try Self.read(text.replacing(part, with: changed, maxReplacements: 1))
            } throws: { error in
                "\(error)".hasPrefix(
                    "a.json is no result of alluxio-stress: '\(key)' is \(number), which no run can have")
            }
        }
    }

    @Test(
        "stop no report, wherever one stands", arguments: [greatest, "-1", "9007199254740992", "1e300", "0"])
    func anywhere(number: String) throws {
        let results = Self.changed(to: number)
        #expect(results.count > 100)
        for (place, text) in results {
            guard let result = try? Self.read(text) else { continue }
            let parts = (0..<3).map { part in
                var result = result
                result.run = UInt32(part)
                return ("\(part).json", result)
            }
            let sum = try? ResultMerge(parts).document
            for shown in [result, sum ?? result] {
                let report = TextReport(shown, isVerbose: true)
                #expect(!report.summary.isEmpty && !report.problems().isEmpty, "place \(place)")
                #expect(!HTMLReport(shown).bytes.isEmpty && !FigureTable([("a", shown)]).bytes.isEmpty)
            }
            #expect(!ComparisonText(Comparison(parts[0], parts[1])).lines.isEmpty)
        }
    }

    @Test("are never the sum of several results")
    func sums() throws {
        let changes: [(inout ResultDocument) -> Void] = [
            { $0.totals.bytes = .max }, { $0.operations["read-file"]?.count = .max },
            { $0.iterations[0].files = .max }, { $0.client.cpus = .max }, { $0.readFrom.both = .max },
            { result in
                result.intervals = NodeResults.intervals(
                    from: 0, [(1, .max, .seconds(1)), (1, .max, .seconds(1))])
            },
        ]
        for (number, change) in changes.enumerated() {
            let results = try ["1", "2"].map { node in
                var result = try NodeResults.result(node: node, seed: 1)
                change(&result)
                return (node, result)
            }
            #expect(throws: UnmergeableResults.tooLarge, "change \(number)") {
                try ResultMerge(results).document
            }
        }
    }
}
