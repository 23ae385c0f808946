import Measurement
import StressTest

/// A result as its file has it: what every report is a view of. Durations are in seconds, moments in seconds since 1970,
/// sizes in bytes.
///
/// In JSON what there is none of is null. Documents that earlier versions wrote lack keys that were added since.
public struct ResultDocument: Codable, Sendable, Equatable {
    /// The version of the format, which changes only where a reader of the old one would go wrong.
    public static let schema = 1

    public private(set) var schema = Self.schema
    public var command: String
    /// The program's version.
    public var version: String
    public var run: UInt32
    /// Of what the run drew besides its number, the pauses of retries.
    @OrDefault<NoSeed> public var seed: UInt32
    public var started: Double
    public var interrupted: Bool
    /// Whether the run had ended; else this is what there was of it so far.
    @OrDefault<Yes> public var finished: Bool
    /// Every option of the command, by name, with the value that held.
    public var options: [String: String]
    public var client: Client
    public var server: Server
    /// Of the proxy by whose clock the run began; none where it began by none, and in the sum of several.
    @OrNull public var clockOffset: ClockOffset?
    public var verdict: RunResult.Verdict
    /// Why it is no pass.
    @OrNull public var reason: String?
    public var content: RunResult.Content
    public var totals: Totals
    /// By the operation's name.
    public var operations: [String: Operation]
    public var errors: [Failure]
    public var findings: [Finding]
    /// How often a finding was met beyond the first time of those that are listed.
    public var findingsOmitted: Int
    @OrDefault<Ignored> public var ignored: Ignored
    public var runs: [Run]
    public var readFrom: ReadFrom
    public var left: [Left]
    public var warnings: [String]
    /// What was done before the measured time; none where that was not asked for.
    @OrNull public var warmup: WarmUp?
    /// How the rate was held that was asked for; none where none was.
    @OrNull public var pace: Pace?
    @OrDefault<Empty<Requirement>> public var requirements: [Requirement]
    public var iterations: [Iteration]
    @OrDefault<Empty<Interval>> public var intervals: [Interval]
    public var processes: [Process]
    /// Whose results it is the sum of; empty in a run's own.
    @OrDefault<Empty<Node>> public var nodes: [Node]
}

extension ResultDocument {
    /// The result of a run.
    ///
    /// - Parameters:
    ///   - host: the name of the machine that ran it.
    ///   - cpus: how many processors that has.
    public init(_ result: RunResult, host: String, cpus: Int) {
        let (description, outcome) = (result.description, result.outcome)
        command = description.command
        version = description.version
        run = description.run
        // The pauses are drawn by the run's number.
        seed = description.run
        started = description.started
        interrupted = result.interrupted
        finished = true
        options = description.options
        client = Client(host: host, cpus: cpus)
        server = Server(proxies: description.proxies, version: result.serverVersion)
        clockOffset = result.clockOffset.map(ClockOffset.init)
        verdict = result.verdict
        reason = result.reason
        content = result.content
        totals = Totals(result)
        operations = outcome.operations.mapValues(Operation.init)
        errors = outcome.errors.map(Failure.init).sorted { $0.order < $1.order }
        findings = result.findings.map(Finding.init)
        findingsOmitted = outcome.findingsOmitted
        ignored = Ignored(outcome.ignored)
        runs = outcome.runs.map(Run.init).sorted { $0.run < $1.run }
        readFrom = ReadFrom(outcome.readOrigins)
        left = outcome.left.map(Left.init)
        warnings = result.warnings + LimitWarnings(result, cpus: cpus).texts
        warmup = result.warmUp.map(WarmUp.init)
        pace = result.pace.map(Pace.init)
        requirements = []
        iterations = result.iterations.map(Iteration.init)
        intervals = result.series?.intervals.elements.map(Interval.init) ?? []
        processes = result.processes.enumerated().map { Process($0, $1, result.series?.processes[$0]) }
        nodes = []
    }
}
