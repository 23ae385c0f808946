import FoundationEssentials
import Measurement
import StressTest

/// A result as the JSON document of `--json`: durations in seconds, moments in seconds
/// since 1970, sizes in bytes. What there is none of is null.
public struct ResultJSON: Encodable {
    struct Client: Encodable {
        var host: String
        var cpus: Int
    }

    struct Server: Encodable {
        var proxies: [String]
        var version: OrNull<String>
    }

    struct Totals: Encodable {
        var seconds: Double
        var elapsed: Double
        var files: Int
        var bytes: Int64
        var bytesMoved: Int64
        var bytesPerSecond: OrNull<Double>
        var errorCount: Int
        var findingCount: Int
        var unsettled: Int
        var checkedFiles: Int
        var checkedBytes: Int64
        var clientCPUSeconds: Double
        var peakResidentBytes: Int64
    }

    struct LatencyJSON: Encodable {
        var min: Double
        var mean: Double
        var max: Double

        init?(_ latency: Latency) {
            guard let mean = latency.mean else { return nil }
            self.min = latency.min.seconds
            self.mean = mean.seconds
            self.max = latency.max.seconds
        }
    }

    struct OperationJSON: Encodable {
        var count: Int
        var errors: Int
        var bytes: Int64
        var latency: OrNull<LatencyJSON>
        var latencyOfErrors: OrNull<LatencyJSON>

        init(_ operation: OperationOutcome) {
            count = operation.count
            errors = operation.errors
            bytes = operation.bytes
            latency = OrNull(LatencyJSON(operation.latency))
            latencyOfErrors = OrNull(LatencyJSON(operation.latencyOfErrors))
        }
    }

    struct ErrorJSON: Encodable {
        struct First: Encodable {
            var message: String
            var path: OrNull<String>
            var process: OrNull<Int>
            var iteration: OrNull<Int>
            var time: Double
            var proxy: OrNull<String>
        }

        var kind: String
        var operation: String
        var count: Int
        var httpStatus: OrNull<Int>
        var statusCode: OrNull<String>
        var first: First
        var lastTime: Double

        init(_ key: ErrorCount.Key, _ errors: ErrorCount) {
            kind = key.kind
            operation = key.operation
            count = errors.count
            httpStatus = OrNull(key.httpStatus)
            statusCode = OrNull(key.statusCode)
            let first = errors.first
            self.first = First(
                message: first.message, path: OrNull(first.path), process: OrNull(first.process),
                iteration: OrNull(first.iteration),
                time: first.time, proxy: OrNull(first.proxy))
            lastTime = errors.lastTime
        }
    }

    struct FindingJSON: Encodable {
        var kind: String
        var path: String
        var offset: Int64
        var length: Int64
        var node: OrNull<String>
        var process: Int
        var file: Int
        /// Only of bytes that are another's.
        var found: OriginJSON?

        init(_ finding: Finding) {
            kind = finding.kind.rawValue
            path = finding.path
            offset = finding.offset
            length = finding.length
            node = OrNull(finding.node)
            process = finding.process
            file = finding.file
            found = finding.found.map(OriginJSON.init)
        }
    }

    /// Files that are a run's generated data.
    struct RunJSON: Encodable {
        var run: UInt32
        var lowestVersion: Int
        var highestVersion: Int
        var files: Int
    }

    /// How many files were read from where, by their statuses before.
    struct ReadFrom: Encodable {
        var alluxio: Int
        var underStore: Int
        var both: Int
    }

    struct LeftJSON: Encodable {
        var path: String
        var stream: OrNull<Int64>
        var proxy: String
        var why: String
    }

    struct IterationJSON: Encodable {
        var start: Double
        var seconds: Double
        var files: Int
        var bytes: Int64
        var errors: Int
        var skew: Double
    }

    struct ProcessJSON: Encodable {
        var process: Int
        var files: Int
        var bytes: Int64
        var errorCount: Int
        var findingCount: Int
    }

    let schema = 1
    let command: String
    let version: String
    let run: UInt32
    let started: Double
    let interrupted: Bool
    let options: [String: String]
    let client: Client
    let server: Server
    let verdict: String
    let reason: OrNull<String>
    let content: String
    let totals: Totals
    let operations: [String: OperationJSON]
    let errors: [ErrorJSON]
    let findings: [FindingJSON]
    let findingsOmitted: Int
    let runs: [RunJSON]
    let readFrom: ReadFrom
    let left: [LeftJSON]
    let warnings: [String]
    let iterations: [IterationJSON]
    let processes: [ProcessJSON]

    public init(_ result: RunResult, host: String, cpus: Int) {
        let (description, outcome) = (result.description, result.outcome)
        command = description.command
        version = description.version
        run = description.run
        started = description.started
        interrupted = result.interrupted
        options = description.options
        client = Client(host: host, cpus: cpus)
        server = Server(proxies: description.proxies, version: OrNull(result.serverVersion))
        verdict = result.verdict.rawValue
        reason = OrNull(result.reason)
        content = result.content.rawValue
        totals = Totals(
            seconds: result.seconds, elapsed: result.elapsed, files: outcome.files, bytes: outcome.bytes,
            bytesMoved: result.bytesMoved, bytesPerSecond: OrNull(result.bytesPerSecond),
            errorCount: outcome.errorCount,
            findingCount: outcome.findingCount, unsettled: outcome.unsettled,
            checkedFiles: outcome.checkedFiles,
            checkedBytes: outcome.checkedBytes,
            clientCPUSeconds: result.clientCPUSeconds, peakResidentBytes: result.peakResidentBytes)
        operations = outcome.operations.mapValues(OperationJSON.init)
        errors = outcome.errors.sorted { one, other in
            (one.key.kind, one.key.operation, one.key.httpStatus ?? 0, one.key.statusCode ?? "")
                < (other.key.kind, other.key.operation, other.key.httpStatus ?? 0, other.key.statusCode ?? "")
        }.map(ErrorJSON.init)
        findings = result.findings.map { FindingJSON($0.finding) }
        findingsOmitted = outcome.findingsOmitted
        runs = outcome.runs.sorted { $0.key < $1.key }.map { run, versions in
            RunJSON(
                run: run, lowestVersion: versions.lowest, highestVersion: versions.highest,
                files: versions.files)
        }
        readFrom = ReadFrom(
            alluxio: outcome.readOrigins.alluxio, underStore: outcome.readOrigins.underStore,
            both: outcome.readOrigins.both)
        left = outcome.left.map {
            LeftJSON(path: $0.path, stream: OrNull($0.stream), proxy: $0.proxy, why: $0.why)
        }
        warnings = result.warnings
        iterations = result.iterations.map {
            IterationJSON(
                start: $0.start, seconds: $0.seconds, files: $0.tally.files, bytes: $0.tally.bytes,
                errors: $0.tally.errors, skew: $0.skew)
        }
        processes = result.processes.enumerated().map { number, outcome in
            ProcessJSON(
                process: number, files: outcome.files, bytes: outcome.bytes, errorCount: outcome.errorCount,
                findingCount: outcome.findingCount)
        }
    }

    /// The document's bytes, ending in a line feed.
    public func encoded() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }
}
