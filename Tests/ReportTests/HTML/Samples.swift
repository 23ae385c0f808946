import FoundationEssentials
import Measurement

@testable import Report

/// Documents to make pages of.
enum Samples {
    private static let latency = ResultDocument.Latency(
        {
            var histogram = Histogram()
            for milliseconds in 1...1_000 { histogram.record(.milliseconds(milliseconds)) }
            return histogram
        }())

    /// One that has something in every part of the page.
    static func full() throws -> ResultDocument {
        var result = try ResultDocument(Array(ResultDocumentTests.whole.utf8), file: "a.json")
        var histogram = Histogram()
        for milliseconds in 1...1_000 { histogram.record(.milliseconds(milliseconds)) }
        result.operations["read-file"] = result.operations["read"]
        result.operations["read-file"]?.histogram = HistogramDocument(histogram)
        result.operations["read-file"]?.histogramOfService = HistogramDocument(histogram)
        result.operations["read-file"]?.service = latency
        result.operations["read-file"]?.latencyOfErrors = latency
        result.requirements = try requirements(["read-file.p99 < 50ms", "errorCount == 0"])
        result.intervals = intervals(10)
        result.processes = try processes(4)
        result.iterations = Array(repeating: result.iterations[0], count: 3)
        return result
    }

    /// What comes from others, in every place where there may be any text.
    static func replaceNames(in result: inout ResultDocument, by text: String) {
        result.command = text
        result.version = text
        result.reason = text
        result.client.host = text
        result.server.proxies = [text, text]
        result.server.version = text
        result.warnings = [text, text]
        result.options = [text: text]
        for index in result.errors.indices {
            result.errors[index].kind = text
            result.errors[index].operation = text
            result.errors[index].statusCode = text
            result.errors[index].first.message = text
            result.errors[index].first.path = text
            result.errors[index].first.proxy = text
        }
        for index in result.findings.indices {
            result.findings[index].path = text
            result.findings[index].node = text
        }
        result.left = result.left.map { left in
            var left = left
            (left.path, left.proxy, left.why) = (text, text, text)
            return left
        }
        for index in result.requirements.indices { result.requirements[index].requirement = text }
        result.operations = Dictionary(
            result.operations.map { ("\($0.key == "read" ? text : $0.key)", $0.value) },
            uniquingKeysWith: { first, _ in first })
    }

    /// As much of everything as there can be, each as long as it likes.
    static func huge() throws -> ResultDocument {
        var result = try full()
        let long = String(repeating: "\u{202e}<", count: 4_000)
        replaceNames(in: &result, by: long)
        var finding = result.findings[0]
        finding.times = 1
        result.findings = (0..<100_000).map { number in
            finding.path = "\(number)" + long
            return finding
        }
        result.totals.findingCount = 100_000
        result.errors = Array(repeating: result.errors[0], count: 1_000)
        result.left = Array(repeating: result.left[0], count: 1_000)
        result.warnings = Array(repeating: long, count: 1_000)
        result.requirements = Array(repeating: result.requirements[0], count: 1_000)
        result.options = Dictionary(uniqueKeysWithValues: (0..<1_000).map { ("\($0)" + long, long) })
        result.intervals = intervals(2_000)
        result.processes = try processes(4_096)
        result.iterations = Array(repeating: result.iterations[0], count: 1_000)
        return result
    }

    private static func requirements(_ texts: [String]) throws -> [ResultDocument.Requirement] {
        let json = texts.map {
            "{\"requirement\": \"\($0)\", \"value\": 0.07, \"unit\": \"seconds\", \"met\": false}"
        }.joined(separator: ",")
        return try JSONDecoder().decode([ResultDocument.Requirement].self, from: Data("[\(json)]".utf8))
    }

    private static func intervals(_ count: Int) -> [ResultDocument.Interval] {
        (0..<count).map { number in
            var latency = Histogram()
            latency.record(.milliseconds(number + 1))
            return ResultDocument.Interval(
                Measurement.Interval(
                    start: 1_700_000_000 + Double(number), seconds: 1, files: number, bytesMoved: 1_000_000,
                    errors: number % 3, latency: latency))
        }
    }

    private static func processes(_ count: Int) throws -> [ResultDocument.Process] {
        let json = (0..<count).map { number in
            "{\"process\": \(number), \"files\": 3, \"bytes\": 12, \"bytesPerSecond\": \(1e6 * Double(number + 1)), \"errorCount\": 1, \"findingCount\": 2, \"latency\": {\"min\": 0.1, \"mean\": 0.1, \"p50\": 0.1, \"p90\": 0.1, \"p99\": 0.1, \"p999\": 0.1, \"max\": 4}, \"intervals\": {\"seconds\": 1, \"files\": [1, 2, 3], \"bytesMoved\": [0, 5, \(number)], \"errors\": [0, 1], \"max\": [1, 1, 1]}}"
        }.joined(separator: ",")
        return try JSONDecoder().decode([ResultDocument.Process].self, from: Data("[\(json)]".utf8))
    }
}
