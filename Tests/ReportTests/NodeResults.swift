import Measurement
import TestSupport

@testable import Report

/// Documents to add up and to compare.
enum NodeResults {
    /// The sum of results, each of which stands in a file.
    static func merge(_ results: [ResultDocument]) throws -> ResultDocument {
        try ResultMerge(results.enumerated().map { ("\($0).json", $1) }).document
    }

    /// Of one node, with an operation of random latencies.
    static func result(node: String, seed: UInt64, operation: String = "read-file") throws -> ResultDocument {
        var random = SeededGenerator(seed: seed)
        var result = try ResultDocument(Array(ResultDocumentTests.whole.utf8), file: node)
        result.options["node"] = node
        result.client.host = "host-\(node)"
        result.operations = [operation: try self.operation(&random)]
        result.intervals = []
        result.nodes = []
        result.iterations = [try iteration(start: result.started, seconds: 1)]
        result.totals.seconds = 1
        result.processes = result.processes.prefix(1).map { process in
            var process = process
            process.bytes = .random(in: 1...1_000_000, using: &random)
            return process
        }
        return result
    }

    private static func operation(_ random: inout SeededGenerator) throws -> ResultDocument.Operation {
        let recorder = OperationRecorder()
        for _ in 0..<Int.random(in: 1...500, using: &random) {
            recorder.recordSuccess(
                .nanoseconds(Int64.random(in: 1000...10_000_000_000, using: &random)), bytes: 7)
        }
        for _ in 0..<Int.random(in: 1...9, using: &random) {
            recorder.recordError(.nanoseconds(Int64.random(in: 1000...10_000_000_000, using: &random)))
        }
        guard let seen = recorder.snapshot else { throw CancellationError() }
        return ResultDocument.Operation(seen)
    }

    /// Intervals of a second each from a moment on, with so many files and bytes moved, and every file this fast.
    static func intervals(
        from start: Double, _ each: [(files: Int, bytesMoved: Int64, latency: Duration)]
    ) -> [ResultDocument.Interval] {
        each.enumerated().map { number, seen in
            var latency = Histogram()
            for _ in 0..<seen.files { latency.record(seen.latency) }
            return ResultDocument.Interval(
                Interval(
                    start: start + Double(number), seconds: 1, files: seen.files, bytesMoved: seen.bytesMoved,
                    errors: number, latency: latency))
        }
    }

    static func iteration(
        start: Double, seconds: Double, skew: Double = 0, files: Int = 1, of iterations: Int = 1
    )
        throws -> ResultDocument.Iteration
    {
        var iteration = try ResultDocument(Array(ResultDocumentTests.whole.utf8), file: "").iterations[0]
        (iteration.start, iteration.seconds, iteration.skew) = (start, seconds, skew)
        (iteration.files, iteration.iterations) = (files, iterations)
        return iteration
    }
}
