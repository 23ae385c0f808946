import Measurement
import Testing

@testable import Report

@Suite("A comparison of two results")
struct ComparisonTests {
    /// Two runs whose seconds have so many files each.
    private static func compare(_ a: [Int], _ b: [Int]) throws -> Comparison {
        let results = try [a, b].enumerated().map { number, files in
            var result = try NodeResults.result(node: "\(number)", seed: 1)
            result.intervals = NodeResults.intervals(
                from: 0, files.map { ($0, Int64($0) * 1000, .milliseconds($0)) })
            result.totals.seconds = Double(files.count)
            result.totals.files = files.reduce(0, +)
            result.totals.bytes = Int64(result.totals.files) * 1000
            result.totals.bytesPerSecond = Double(result.totals.bytes) / result.totals.seconds
            return result
        }
        return Comparison(("a.json", results[0]), ("b.json", results[1]))
    }

    private static func row(_ comparison: Comparison, _ figure: String, of operation: String? = nil)
        throws -> Comparison.Row
    {
        try #require(comparison.figures.first { $0.figure == figure && $0.operation == operation })
    }

    @Test("has the spread of the ratio from the standard deviations between intervals")
    func spread() throws {
        // Means 10 and 20, standard deviations 1 and 4.
        let row = try Self.row(Self.compare([9, 10, 11], [16, 20, 24]), "filesPerSecond")
        #expect(row.a == 10 && row.b == 20 && row.change == 1)
        let expected = 2 * (0.1 * 0.1 + 0.2 * 0.2).squareRoot()
        #expect(abs((row.spread ?? 0) - expected) < 1e-12)
        #expect(row.isBeyondSpread == true)
    }

    @Test(
        "tells a change beyond that from one within",
        arguments: [
            ([10, 10, 10], [10, 10, 10], false), ([10, 10, 10], [11, 11, 11], true),
            ([8, 10, 12], [9, 11, 13], false),
            ([9, 10, 11], [4, 5, 6], true), ([5, 10, 15], [6, 8, 10], false),
        ])
    func beyond(a: [Int], b: [Int], isBeyond: Bool) throws {
        let comparison = try Self.compare(a, b)
        #expect(try Self.row(comparison, "filesPerSecond").isBeyondSpread == isBeyond)
        #expect(try Self.row(comparison, "bytesPerSecond").isBeyondSpread == isBeyond)
    }

    @Test(
        "knows no spread of fewer than three intervals, of no files at all, and of what is not kept by interval"
    )
    func unknown() throws {
        for (a, b) in [([10, 10], [10, 10, 10]), ([10, 10, 10], [10]), ([10, 10, 10], [])] {
            let row = try Self.row(Self.compare(a, b), "filesPerSecond")
            #expect(row.isBeyondSpread == nil && row.spread == nil)
        }
        let none = try Self.row(Self.compare([0, 0, 0], [1, 2, 3]), "filesPerSecond")
        #expect(none.change == nil && none.isBeyondSpread == nil)
        var result = try NodeResults.result(node: "1", seed: 1, operation: "close")
        result.intervals = NodeResults.intervals(
            from: 0, Array(repeating: (3, 3, .milliseconds(1)), count: 5))
        let comparison = Comparison(("a", result), ("b", result))
        #expect(try Self.row(comparison, "p99", of: "close").isBeyondSpread == nil)
        #expect(try Self.row(comparison, "p99", of: "close").change == 0)
    }

    @Test("knows no spread of the percentiles of files of one kind where intervals are of two")
    func twoKinds() throws {
        var result = try NodeResults.result(node: "1", seed: 1)
        result.intervals = NodeResults.intervals(
            from: 0, Array(repeating: (3, 3, .milliseconds(1)), count: 5))
        let alone = Comparison(("a", result), ("b", result))
        #expect(try Self.row(alone, "p99", of: "read-file").isBeyondSpread == false)
        result.operations["write-file"] = result.operations["read-file"]
        let mixed = Comparison(("a", result), ("b", result))
        for operation in ["write-file", "read-file"] {
            for figure in ["p99", "bytesPerSecond"] {
                let row = try Self.row(mixed, figure, of: operation)
                #expect(row.isBeyondSpread == nil && row.change == 0)
            }
        }
        #expect(try Self.row(mixed, "filesPerSecond").isBeyondSpread == false)
    }

    @Test("says of a percentile of a call that its spread is unknown, whatever its change")
    func textOfUnknown() throws {
        var results = try [1, 2].map { try NodeResults.result(node: "1", seed: $0, operation: "close") }
        for number in results.indices {
            results[number].intervals = NodeResults.intervals(
                from: 0, Array(repeating: (3, 3, .milliseconds(1)), count: 5))
            results[number].operations["close"]?.latency?.p99 = Double(number + 1)
        }
        let comparison = Comparison(("a", results[0]), ("b", results[1]))
        let row = try Self.row(comparison, "p99", of: "close")
        #expect(row.change == 1 && row.spread == nil && row.isBeyondSpread == nil)
        let lines = ComparisonText(comparison, width: 80).lines.map(\.description)
        #expect(
            lines.contains { $0.contains(#/p99 +1\.000 s +2\.000 s +\+100\.0 % +- +unknown$/#) }, "\(lines)")
    }

    @Test("has the number and the mean of each call by interval")
    func calls() throws {
        var result = try NodeResults.result(node: "1", seed: 1, operation: "close")
        result.intervals = [Int64(9), 10, 11, 10].map { count in
            let total = OperationTotal(count: count, sum: .milliseconds(2 * count))
            return ResultDocument.Interval(
                Interval(
                    start: 0, seconds: 1, files: 0, bytesMoved: 0, errors: 0, latency: Histogram(),
                    operations: ["close": total]))
        }
        let comparison = Comparison(("a", result), ("b", result))
        let (number, mean) = (
            try Self.row(comparison, "perSecond", of: "close"), try Self.row(comparison, "mean", of: "close")
        )
        // The variation is the root of 2/3 by 10.
        #expect(abs((number.spread ?? 0) - 0.11547) < 1e-4 && number.isBeyondSpread == false)
        #expect((mean.spread ?? 1) < 1e-9 && mean.isBeyondSpread == false)
    }

    @Test("has the latency of whole files by interval")
    func latency() throws {
        let row = try Self.row(Self.compare([10, 10, 10], [10, 10, 10]), "p99", of: "read-file")
        #expect((row.spread ?? 1) < 1e-9 && row.change == 0 && row.isBeyondSpread == false)
    }

    @Test("leaves out the last interval where it is short")
    func lastInterval() throws {
        var result = try NodeResults.result(node: "1", seed: 1)
        result.intervals = NodeResults.intervals(
            from: 0, Array(repeating: (10, 10, .milliseconds(1)), count: 4))
        result.intervals[3].seconds = 0.25
        let figures = IntervalFigures(result)
        #expect(figures.filesPerSecond?.variation == 0)
    }

    @Test("has every figure of an operation that only one of them did, and no change of it")
    func oneSided() throws {
        let (a, b) = (
            try NodeResults.result(node: "1", seed: 1, operation: "open-file"),
            try NodeResults.result(node: "2", seed: 2)
        )
        let comparison = Comparison(("a", a), ("b", b))
        let row = try Self.row(comparison, "mean", of: "open-file")
        #expect(row.a != nil && row.b == nil && row.change == nil)
    }

    @Test("says which options, and what else, were not the same, and counts errors by kind")
    func differences() throws {
        var (a, b) = (try NodeResults.result(node: "1", seed: 1), try NodeResults.result(node: "2", seed: 1))
        (a.options["json"], b.options["json"]) = ("a.json", "b.json")
        b.options["read-type"] = "CACHE"
        b.errors[0].kind = "timeout"
        let comparison = Comparison(("a", a), ("b", b))
        #expect(comparison.differences.map(\.name) == ["machine", "--node", "--read-type"])
        #expect(comparison.differences.map(\.a) == ["host-1", "1", nil])
        #expect(comparison.differences.map(\.b) == ["host-2", "2", "CACHE"])
        #expect(comparison.errors.map(\.error) == ["internal of read", "timeout of read"])
        #expect(comparison.errors.map(\.a) == [2, 0] && comparison.errors.map(\.b) == [0, 2])
    }

    @Test("fits 80 columns as text, where names are short")
    func text() throws {
        let lines = ComparisonText(try Self.compare([9, 10, 11], [16, 20, 24])).lines.map(\.description)
        #expect(
            lines.contains {
                $0.split(separator: " ").suffix(8).joined(separator: " ")
                    == "files/s 10.0 20.0 +100.0 % 44.7 % yes"
            },
            "\(lines)")
        for line in lines where !line.hasPrefix(" ") { #expect(line.count <= 80, "\(line)") }
    }
}
