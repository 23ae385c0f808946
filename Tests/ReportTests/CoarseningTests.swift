import FoundationEssentials
import Measurement
import TestSupport
import Testing

@testable import Report

@Suite("A result of a long run with many processes")
struct CoarseningTests {
    /// Ten minutes of seconds, in each of which so many files took times of all lengths, and cells of its processes.
    private static func result(processes: Int, cells: Int, filesOfInterval: Int) throws -> ResultDocument {
        var random = SeededGenerator(seed: 8)
        var result = try NodeResults.result(node: "1", seed: 8)
        let calls = ["create-file", "write", "close", "get-status", "delete", "write-file", "list-status"]
        let total = OperationTotal(count: Int64(filesOfInterval), sum: .seconds(Double(filesOfInterval) / 3))
        let intervals = (0..<5).map { _ in
            var latency = Histogram()
            for _ in 0..<filesOfInterval {
                latency.record(.microseconds(Int64.random(in: 1_000...1_000_000, using: &random)))
            }
            return ResultDocument.Interval(
                Interval(
                    start: 0, seconds: 1, files: filesOfInterval, bytesMoved: 1_234_567_890, errors: 1,
                    latency: latency, operations: Dictionary(uniqueKeysWithValues: calls.map { ($0, total) }))
            )
        }
        result.intervals = (0..<600).map { second in
            var interval = intervals[second % 5]
            interval.start = 1_700_000_000.123_456 + Double(second)
            return interval
        }
        let latency = try #require(result.intervals.first?.latency)
        let template = try #require(result.processes.first)
        result.processes = (0..<processes).map { number in
            var process = template
            (process.process, process.files, process.bytes) = (number, 123_456, 647_269_457_920)
            (process.bytesMoved, process.bytesPerSecond) = (647_269_457_920, 1_078_782_429.866_666_7)
            process.latency = latency
            var series = Series<ProcessInterval>(limit: cells)
            for _ in 0..<cells {
                series.add(
                    ProcessInterval(
                        files: 1_234, bytesMoved: 6_472_694_579, errors: 0, max: .nanoseconds(123_456_789)))
            }
            process.intervals = ResultDocument.ProcessIntervals(series)
            process.intervals?.seconds = 600 / cells
            return process
        }
        return result
    }

    @Test("gives a sum of a thousand like it less of its course, and every figure; one of a few all of it")
    func forASum() throws {
        let result = try Self.result(processes: 16, cells: 600, filesOfInterval: 300)
        #expect(result.forSum(of: 16) == result)
        let bytes = try result.forSum(of: 1_000).encoded(mostBytes: 32_000)
        #expect(bytes.count < 150_000, "\(bytes.count) bytes")
        let part = try ResultDocument(bytes, file: "part")
        #expect(part.totals == result.totals && part.operations == result.operations)
        #expect(
            part.iterations == result.iterations
                && part.processes.map(\.bytes) == result.processes.map(\.bytes))
        #expect(part.intervals.reduce(0) { $0 + $1.files } == result.intervals.reduce(0) { $0 + $1.files })
    }

    @Test(
        "has a file of less than 2 MB in which every sum is what it was",
        arguments: [
            (4_096, 4, 300), (64, 300, 500),
        ])
    func bounded(processes: Int, cells: Int, filesOfInterval: Int) throws {
        let result = try Self.result(processes: processes, cells: cells, filesOfInterval: filesOfInterval)
        let bytes = try result.encoded()
        #expect(bytes.count < 2_000_000, "\(bytes.count) bytes")
        let kept = try ResultDocument(bytes, file: "a.json")
        #expect(kept.totals == result.totals && kept.operations == result.operations)
        #expect(kept.intervals.count >= 60 && kept.processes.count == processes)
        #expect(kept.intervals.reduce(0) { $0 + $1.files } == 600 * filesOfInterval)
        #expect(kept.intervals.reduce(0) { $0 + $1.errors } == 600)
        #expect(kept.intervals.reduce(0) { $0 + $1.bytesMoved } == 600 * 1_234_567_890)
        #expect(
            kept.intervals.reduce(0) { $0 + ($1.operations["close"]?.count ?? 0) } == 600 * filesOfInterval)
        #expect(abs(kept.intervals.reduce(0) { $0 + $1.seconds } - 600) < 1e-3)
        var (before, after) = (Histogram(), Histogram())
        for interval in result.intervals { before.merge(try Histogram(#require(interval.histogram))) }
        for interval in kept.intervals { after.merge(try Histogram(#require(interval.histogram))) }
        #expect(before == after)
        for process in kept.processes {
            #expect(process.files == 123_456 && process.bytesPerSecond != nil)
            if let series = process.intervals {
                #expect(series.files.reduce(0, +) == cells * 1_234)
                #expect(series.bytesMoved.reduce(0, +) == Int64(cells) * 6_472_694_579)
                #expect(series.seconds * series.files.count >= 600)
            }
        }
        #expect(try kept.encoded() == bytes)
    }

    @Test("keeps all where that is little, whatever is listed")
    func whole() throws {
        var result = try Self.result(processes: 64, cells: 150, filesOfInterval: 200)
        let finding = result.findings[0]
        result.findings = (0..<5_000).map { number in
            var finding = finding
            finding.offset = Int64(number)
            return finding
        }
        let bytes = try result.encoded()
        #expect(bytes.count > 2_000_000)
        #expect(try ResultDocument(bytes, file: "a.json") == result)
    }
}
