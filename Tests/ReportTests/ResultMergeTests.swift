import FoundationEssentials
import Measurement
import TestSupport
import Testing

@testable import Report

@Suite("Results of several nodes")
struct ResultMergeTests {
    @Test("have every sum among the totals, and no other number of one node's", arguments: [2, 3, 7])
    func totals(count: Int) throws {
        let one = try NodeResults.result(node: "1", seed: 1)
        let merged = try NodeResults.merge(
            (0..<count).map { number in
                var result = one
                result.run = UInt32(number)
                return result
            })
        let value = { (document: ResultDocument) -> [String: JSONValue] in
            guard
                case .object(let document) = try JSONDecoder().decode(
                    JSONValue.self, from: Data(document.encoded())),
                case .object(let totals) = document["totals"]
            else { return [:] }
            return totals
        }
        let (part, sum) = (try value(one), try value(merged))
        let same: Set = ["peakResidentBytes", "elapsed", "seconds"]
        // Held apart, by the tests below.
        let derived: Set = ["bytesPerSecond", "firstDone", "slowest", "fastest"]
        for (key, number) in part where !derived.contains(key) {
            guard let number = number.number, let total = sum[key]?.number else {
                Issue.record("\(key) is no number")
                continue
            }
            let expected = same.contains(key) ? number : Double(count) * number
            #expect(abs(total - expected) <= 1e-6 * max(1, expected), "\(key)")
        }
    }

    @Test("have the histograms of all together, and so their percentiles")
    func operations() throws {
        let seed = UInt64.random(in: .min ... .max)
        let results = try (0..<3).map { try NodeResults.result(node: "\($0)", seed: seed &+ UInt64($0)) }
        let merged = try #require(NodeResults.merge(results).operations["read-file"])
        let parts = results.compactMap { $0.operations["read-file"] }
        for path in [\ResultDocument.Operation.histogram, \.histogramOfErrors] {
            var all = Histogram()
            for part in parts { all.merge(try Histogram(#require(part[keyPath: path]))) }
            #expect(try Histogram(#require(merged[keyPath: path])) == all, "seed \(seed)")
        }
        let all = try Histogram(#require(merged.histogram))
        #expect(merged.latency == ResultDocument.Latency(all), "seed \(seed)")
        #expect(merged.count == parts.reduce(0) { $0 + $1.count }, "seed \(seed)")
        #expect(merged.errors == parts.reduce(0) { $0 + $1.errors }, "seed \(seed)")
        #expect(merged.bytes == parts.reduce(0) { $0 + $1.bytes }, "seed \(seed)")
        #expect(merged.service == nil && merged.histogramOfService == nil)
    }

    @Test("keep operations that only one has")
    func otherOperations() throws {
        let (one, other) = (
            try NodeResults.result(node: "1", seed: 1, operation: "read"),
            try NodeResults.result(node: "2", seed: 2, operation: "close")
        )
        let merged = try NodeResults.merge([one, other])
        #expect(merged.operations == one.operations.merging(other.operations) { first, _ in first })
    }

    @Test("are one result alone as it was, but that its node is named")
    func one() throws {
        var one = try NodeResults.result(node: "1", seed: 1)
        one.iterations = [try NodeResults.iteration(start: one.started, seconds: one.totals.seconds)]
        let merged = try NodeResults.merge([one])
        #expect(merged.operations == one.operations && merged.iterations == one.iterations)
        #expect(
            merged.totals.seconds == one.totals.seconds && merged.totals.firstDone == one.totals.firstDone)
        #expect(merged.nodes.map(\.node) == ["1"])
    }

    @Test(
        "have the seconds in which at least one was within a span",
        arguments: [
            ([[(0, 10)], [(0, 10)]], 10, false), ([[(0, 10)], [(0.25, 10)]], 10.25, false),
            ([[(0, 10)], [(10, 10)]], 20, true), ([[(0, 10)], [(20, 5)]], 15, true),
            ([[(0, 4), (5, 4)], [(0, 3), (5, 5)]], 9, true),
            ([[(0, 4), (5, 4)], [(2, 4), (7, 4)]], 11, true),
            ([[(0, 10)], [(2, 3)]], 10, true), ([[(0, 10)], []], 10, false),
            ([[(0, 4)], [(1, 4)]], 5, true), ([[(0, 3.5)], [(1, 3.5)]], 4.5, false),
        ] as [([[(start: Double, seconds: Double)]], Double, Bool)])
    func seconds(spans: [[(start: Double, seconds: Double)]], seconds: Double, isApart: Bool) throws {
        let results = try spans.enumerated().map { number, spans in
            var result = try NodeResults.result(node: "\(number)", seed: 1)
            result.iterations = try spans.map {
                try NodeResults.iteration(start: $0.start, seconds: $0.seconds)
            }
            result.totals.seconds = spans.reduce(0) { $0 + $1.seconds }
            return result
        }
        let merged = try NodeResults.merge(results)
        #expect(merged.totals.seconds == seconds)
        #expect(merged.totals.bytesPerSecond == Double(merged.totals.bytes) / seconds)
        #expect(merged.warnings.contains { $0.hasPrefix("all nodes were at work at once in ") } == isApart)
    }

    @Test(
        "are warned of where they were apart, of loads alone",
        arguments: [
            ("parallel-write", true), ("parallel-read", true), ("mixed", true), ("verify-write", false),
            ("verify-read", false), ("clean", false),
        ])
    func apart(command: String, isWarned: Bool) throws {
        let results = try [0, 10].map { start in
            var result = try NodeResults.result(node: "\(start)", seed: 1)
            result.command = command
            result.iterations = [try NodeResults.iteration(start: start, seconds: 10)]
            result.totals.seconds = 10
            return result
        }
        #expect(
            try NodeResults.merge(results).warnings.contains { $0.hasPrefix("all nodes were at work") }
                == isWarned)
    }

    @Test("count a span that a signal ended, which is no iteration")
    func interrupted() throws {
        var result = try NodeResults.result(node: "1", seed: 1)
        (result.started, result.totals.elapsed, result.totals.seconds) = (100, 10, 7)
        result.iterations = [try NodeResults.iteration(start: 101, seconds: 4)]
        var other = result
        other.started = 101
        // From 106 to 111, which the first's 107 to 110 lies within.
        other.totals.seconds = 9
        #expect(try NodeResults.merge([result, other]).totals.seconds == 9)
    }

    @Test("have iterations by their numbers, from the first start to the last end")
    func iterations() throws {
        var (one, other) = (
            try NodeResults.result(node: "1", seed: 1), try NodeResults.result(node: "2", seed: 2)
        )
        one.iterations = [
            try NodeResults.iteration(start: 100, seconds: 4, skew: 0.5, files: 3),
            try NodeResults.iteration(start: 110, seconds: 4),
        ]
        other.iterations = [try NodeResults.iteration(start: 101, seconds: 2, skew: 0.25, files: 4)]
        let merged = try NodeResults.merge([one, other]).iterations
        #expect(merged.map(\.start) == [100, 110] && merged.map(\.seconds) == [4, 4])
        #expect(merged.map(\.files) == [7, 1] && merged[0].skew == 1.25)
        #expect(merged.map(\.bytes) == [2 * one.iterations[0].bytes, one.iterations[1].bytes])
    }

    @Test("have iterations in records of as many as the longest run's")
    func longIterations() throws {
        var (one, other) = (
            try NodeResults.result(node: "1", seed: 1), try NodeResults.result(node: "2", seed: 2)
        )
        one.iterations = try (0..<7).map { try NodeResults.iteration(start: Double($0), seconds: 1) }
        other.iterations = try (0..<3).map {
            try NodeResults.iteration(start: Double(4 * $0), seconds: 4, files: 10, of: $0 == 2 ? 1 : 4)
        }
        let merged = try NodeResults.merge([one, other]).iterations
        #expect(merged.map(\.iterations) == [4, 4, 1] && merged.map(\.files) == [14, 13, 10])
    }

    @Test("have intervals side by side by the clock, and nothing of them is lost")
    func intervals() throws {
        var (one, other) = (
            try NodeResults.result(node: "1", seed: 1), try NodeResults.result(node: "2", seed: 2)
        )
        one.intervals = NodeResults.intervals(
            from: 100, [(3, 30, .milliseconds(1)), (4, 40, .milliseconds(2)), (5, 50, .milliseconds(3))])
        other.intervals = NodeResults.intervals(
            from: 101.25, [(10, 100, .milliseconds(4)), (0, 0, .zero), (20, 200, .milliseconds(5))])
        let merged = try NodeResults.merge([one, other]).intervals
        #expect(merged.map(\.start) == [100, 101, 102, 103])
        #expect(merged.map(\.seconds) == [1, 1, 1, 1])
        #expect(merged.map(\.files) == [3, 14, 5, 20])
        #expect(merged.map(\.bytesMoved) == [30, 140, 50, 200])
        #expect(merged.map(\.errors) == [0, 1, 3, 2])
        #expect(merged[1].latency?.min == 0.002 && merged[1].latency?.max == 0.004)
        #expect(merged[1].histogram?.count == 14)
    }

    @Test("have intervals of a second, though those of the results are next to nothing")
    func shortIntervals() throws {
        var results = [
            try NodeResults.result(node: "1", seed: 1), try NodeResults.result(node: "2", seed: 2),
        ]
        for place in results.indices {
            results[place].intervals = NodeResults.intervals(
                from: 100, [(3, 30, .milliseconds(1)), (4, 40, .milliseconds(2))])
            results[place].intervals[0].seconds = 0.2
        }
        let merged = try NodeResults.merge(results).intervals
        #expect(merged.map(\.start) == [100, 101] && merged.map(\.files) == [6, 8])
    }

    @Test("have each kind of error once, with the first of all and who met it")
    func errors() throws {
        var (one, other) = (
            try NodeResults.result(node: "1", seed: 1), try NodeResults.result(node: "2", seed: 2)
        )
        other.errors[0].first.time -= 5
        other.errors[0].first.message = "earlier"
        one.errors[0].lastTime += 5
        var third = other.errors[0]
        third.statusCode = nil
        other.errors.append(third)
        let merged = try NodeResults.merge([one, other]).errors
        #expect(merged.map(\.count) == [2, 4])
        let sum = try #require(merged.last)
        #expect(sum.first.message == "earlier" && sum.first.node == "2")
        #expect(sum.lastTime == one.errors[0].lastTime)
    }

    @Test("have a finding in Alluxio once, and one in a copy for each machine")
    func findings() throws {
        let (one, other) = (
            try NodeResults.result(node: "1", seed: 1), try NodeResults.result(node: "2", seed: 2)
        )
        let merged = try NodeResults.merge([one, other])
        #expect(merged.findings.map(\.path) == ["/a", "copies/process_0", "copies/process_0"])
        #expect(merged.findings.map(\.host) == [nil, "host-1", "host-2"])
        #expect(merged.findings.map(\.times) == [4, 1, 1])
        #expect(merged.totals.findingCount == merged.findings.count + merged.findingsOmitted)
    }

    @Test("come in the order of their nodes' numbers, and as they are given where one has none")
    func order() throws {
        let given = ["0", "1", "10", "11", "2"]
        let results = try given.map { try NodeResults.result(node: $0, seed: 1) }
        let merged = try NodeResults.merge(results)
        let ordered = ["0", "1", "2", "10", "11"]
        #expect(merged.nodes.map(\.node) == ordered && merged.processes.map(\.node) == ordered)
        #expect(merged.requirements.map(\.node) == ordered)
        #expect(merged.options["node"] == ordered.joined(separator: "\n"))
        #expect(merged.client.host == ordered.map { "host-\($0)" }.joined(separator: ", "))

        let other = try NodeResults.result(node: "a", seed: 1)
        #expect(try NodeResults.merge(results + [other]).nodes.map(\.node) == given + ["a"])
        let sums = [
            try NodeResults.merge(Array(results[2...3])), try NodeResults.merge(Array(results[..<2])),
        ]
        #expect(try NodeResults.merge(sums).nodes.map(\.node) == ["0", "1", "10", "11"])
    }

    @Test("have every process with its node, and the slowest and fastest of all")
    func processes() throws {
        var (one, other) = (
            try NodeResults.result(node: "1", seed: 1), try NodeResults.result(node: "2", seed: 2)
        )
        for (process, rates) in [(3, 1.5), (4, 9)] as [(Int, Double)] {
            one.totals.slowest = .init(process: process, bytesPerSecond: rates)
        }
        other.totals.slowest = .init(process: 7, bytesPerSecond: 2)
        (one.totals.fastest, other.totals.fastest) = (one.totals.slowest, other.totals.slowest)
        let merged = try NodeResults.merge([one, other])
        #expect(merged.processes.map(\.node) == ["1", "2"])
        #expect(merged.processes.map(\.bytes) == (one.processes + other.processes).map(\.bytes))
        #expect(merged.totals.slowest?.node == "2" && merged.totals.slowest?.process == 7)
        #expect(merged.totals.fastest?.node == "1" && merged.totals.fastest?.process == 4)
    }

    @Test("count once: a result that is there again, or within a sum, is refused")
    func once() throws {
        let (one, other) = (
            try NodeResults.result(node: "1", seed: 1), try NodeResults.result(node: "2", seed: 2)
        )
        let sum = try NodeResults.merge([one, other])
        for results in [[one, one], [one, other, one], [sum, other]] {
            let error = #expect(throws: UnmergeableResults.self) { try NodeResults.merge(results) }
            #expect(error?.description.hasSuffix(": each can be added up once") == true)
        }
    }

    @Test("are told apart by machine where their --node is the same, and by file where that is, too")
    func names() throws {
        var (one, other) = (
            try NodeResults.result(node: "1", seed: 1), try NodeResults.result(node: "1", seed: 2)
        )
        other.client.host = "other"
        #expect(try NodeResults.merge([one, other]).processes.map(\.node) == ["host-1", "other"])
        (one.client.host, one.run) = ("other", 5)
        #expect(try NodeResults.merge([one, other]).processes.map(\.node) == ["0.json", "1.json"])
    }

    @Test("have every value of an option that was not the same, and count a machine's processors once")
    func surroundings() throws {
        var (one, other) = (
            try NodeResults.result(node: "1", seed: 1), try NodeResults.result(node: "2", seed: 2)
        )
        other.server.proxies = ["b:1", "a:1"]
        other.server.version = "2.9.6"
        let merged = try NodeResults.merge([one, other])
        #expect(merged.options["node"] == "1\n2" && merged.options["src"] == "/a")
        #expect(merged.client.host == "host-1, host-2" && merged.client.cpus == 4)
        #expect(merged.server.proxies == ["a:1", "[::1]:2", "b:1"] && merged.server.version == "2.9.6")
        one.client = other.client
        #expect(try NodeResults.merge([one, other]).client == other.client)
    }

    @Test("can be added up again")
    func sumOfSums() throws {
        let results = try (1...3).map { try NodeResults.result(node: "\($0)", seed: UInt64($0)) }
        let atOnce = try NodeResults.merge(results)
        let inTurn = try NodeResults.merge([NodeResults.merge(Array(results.prefix(2))), results[2]])
        #expect(inTurn.operations == atOnce.operations && inTurn.findings == atOnce.findings)
        #expect(inTurn.nodes == atOnce.nodes && inTurn.processes == atOnce.processes)
        #expect(inTurn.totals.files == atOnce.totals.files && inTurn.errors == atOnce.errors)
    }

    @Test(
        "can't be added up of different commands, or of versions that kept no histograms; the files are named"
    )
    func refused() throws {
        var (one, other) = (
            try NodeResults.result(node: "1", seed: 1), try NodeResults.result(node: "2", seed: 2)
        )
        one.command = "clean"
        let commands = #expect(throws: UnmergeableResults.self) { try NodeResults.merge([one, other]) }
        #expect(
            commands?.description
                == "0.json is of clean and 1.json of parallel-read: only results of one command can be added up"
        )
        one.command = other.command
        other.operations["read-file"]?.histogram = nil
        let histograms = #expect(throws: UnmergeableResults.self) { try NodeResults.merge([one, other]) }
        #expect(histograms?.description.hasPrefix("1.json is of a version that kept no histograms") == true)
        other.operations["read-file"]?.histogram = one.operations["read-file"]?.histogram
        other.operations["read-file"]?.histogram?.hdrHistogram = "?"
        let damaged = #expect(throws: UnmergeableResults.self) { try NodeResults.merge([one, other]) }
        #expect(damaged?.description.hasPrefix("1.json can't be added up: ") == true)
    }
}

extension JSONValue {
    fileprivate var number: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }
}
