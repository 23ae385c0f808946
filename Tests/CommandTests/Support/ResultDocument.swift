import FoundationEssentials
import Measurement

/// The JSON document of `--json`: the keys that other programs read.
struct ResultDocument: Decodable {
    struct Client: Decodable {
        var host: String
        var cpus: Int
    }

    struct Server: Decodable {
        var proxies: [String]
        var version: String?
    }

    struct Totals: Decodable {
        var seconds: Double
        var elapsed: Double
        var files: Int
        var bytes: Int64
        var bytesMoved: Int64
        var bytesPerSecond: Double?
        var errorCount: Int
        var findingCount: Int
        var retries: Int
        var unsettled: Int
        var checkedFiles: Int
        var checkedBytes: Int64
        var clientCPUSeconds: Double
        var peakResidentBytes: Int64
        var firstDone: FirstDone?
        var slowest: ProcessRate?
        var fastest: ProcessRate?
    }

    struct FirstDone: Decodable {
        var process: Int
        var seconds: Double
        var files: Int
        var bytesMoved: Int64
        var bytesPerSecond: Double?
    }

    struct ProcessRate: Decodable, Equatable {
        var process: Int
        var bytesPerSecond: Double
    }

    struct WarmUp: Decodable {
        var seconds: Double
        var files: Int
        var bytes: Int64
        var bytesMoved: Int64
        var errorCount: Int
        var operations: [String: Operation]
    }

    struct Pace: Decodable {
        var rate: Double
        var achieved: Double?
        var due: Int
        var begun: Int
        var behind: Int
    }

    struct Requirement: Decodable, Equatable {
        var requirement: String
        var value: Double?
        var unit: String
        var met: Bool
    }

    struct Interval: Decodable {
        var start: Double
        var seconds: Double
        var files: Int
        var bytesMoved: Int64
        var errors: Int
        var latency: Latency?
    }

    struct ProcessIntervals: Decodable {
        var seconds: Int
        var files: [Int]
        var bytesMoved: [Int64]
        var errors: [Int]
        var max: [Double]
    }

    struct Latency: Decodable {
        var min: Double
        var mean: Double
        var p50: Double
        var p90: Double
        var p99: Double
        var p999: Double
        var max: Double
    }

    struct Operation: Decodable {
        var count: Int
        var errors: Int
        var bytes: Int64
        var latency: Latency?
        var latencyOfErrors: Latency?
        var service: Latency?
        var histogram: HistogramDocument?
    }

    struct Failure: Decodable {
        struct First: Decodable {
            var message: String
            var path: String?
            var process: Int?
            var iteration: Int?
            var time: Double
            var proxy: String?
            var answer: String?
        }

        var kind: String
        var operation: String
        var count: Int
        var httpStatus: Int?
        var statusCode: String?
        var first: First
        var lastTime: Double
    }

    struct Found: Decodable, Equatable {
        var run: UInt32
        var node: Int
        var process: Int
        var file: Int
        var version: Int
        var offset: Int64
    }

    struct Finding: Decodable, Equatable {
        var kind: String
        var path: String
        var offset: Int64
        var length: Int64
        var node: String?
        var process: Int
        var file: Int
        var found: Found?
    }

    struct Ignored: Decodable {
        var errors: [Failure]
        var findings: [String: Int]
    }

    struct Run: Decodable, Equatable {
        var run: UInt32
        var lowestVersion: Int
        var highestVersion: Int
        var files: Int
    }

    struct ReadFrom: Decodable, Equatable {
        var alluxio: Int
        var underStore: Int
        var both: Int
    }

    struct Left: Decodable {
        var path: String
        var stream: Int64?
        var proxy: String
        var why: String
    }

    struct Iteration: Decodable {
        var start: Double
        var seconds: Double
        var files: Int
        var bytes: Int64
        var errors: Int
        var skew: Double
    }

    struct Process: Decodable {
        var process: Int
        var files: Int
        var bytes: Int64
        var bytesMoved: Int64
        var bytesPerSecond: Double?
        var errorCount: Int
        var findingCount: Int
        var latency: Latency?
        var intervals: ProcessIntervals?
    }

    var schema: Int
    var command: String
    var version: String
    var run: UInt32
    var started: Double
    var interrupted: Bool
    var finished: Bool
    var options: [String: String]
    var client: Client
    var server: Server
    var verdict: String
    var reason: String?
    var content: String
    var totals: Totals
    var operations: [String: Operation]
    var errors: [Failure]
    var findings: [Finding]
    var findingsOmitted: Int
    var ignored: Ignored
    var runs: [Run]
    var readFrom: ReadFrom
    var left: [Left]
    var warnings: [String]
    var warmup: WarmUp?
    var pace: Pace?
    var requirements: [Requirement]
    var iterations: [Iteration]
    var intervals: [Interval]
    var processes: [Process]

    init(at path: String) throws { try self.init(Data(contentsOf: URL(filePath: path))) }

    init(_ json: Data) throws { self = try JSONDecoder().decode(Self.self, from: json) }
}
