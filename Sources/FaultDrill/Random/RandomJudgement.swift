import EmbeddedProxy
import Measurement
import StressTest

/// Holds what a step said against all that struck in it.
///
/// A file that met one strike must be told of just so, and one that met none not at all. Of one that met several anything may be
/// said, since each may keep another from showing; so it is where connections ended all over. An error is counted without
/// its file, so that of errors the numbers are held against each other.
struct RandomJudgement {
    /// Something that is not as it must be.
    struct Complaint: Equatable {
        let text: String
        /// The file that it is about, where it is about one.
        var path: String?
    }

    private let step: DrillStep
    private let result: RunResult
    private let strikes: StepStrikes
    private let before: Aftermath

    private(set) var tally = StrikeTally()
    private(set) var complaints: [Complaint] = []
    /// By error, how often it must be counted, and how often it may be.
    private var least: [String: Int] = [:]
    private var most: [String: Int] = [:]

    /// - Parameters:
    ///   - before: what the round's write left.
    ///   - paths: of all files.
    init(
        _ step: DrillStep, _ result: RunResult, _ strikes: StepStrikes, after before: Aftermath,
        paths: [String]
    ) {
        self.step = step
        self.result = result
        self.strikes = strikes
        self.before = before
        guard result.verdict != .notStarted else {
            judgeNotStarted(paths)
            return
        }
        for strike in strikes.common { allow(strike) }
        for path in paths { judge(path) }
        judgeErrors()
    }

    /// What begins with look-ups does not begin where one of them fails.
    private mutating func judgeNotStarted(_ paths: [String]) {
        let all = strikes.common.count + paths.reduce(0) { $0 + strikes.of($1).count }
        if !strikes.reachAll {
            complain("was not started, and nothing kept it: \(result.reason ?? "")")
        }
        tally.counted += min(1, all)
        tally.inTheWay += max(0, all - 1)
    }

    private mutating func judge(_ path: String) {
        let here = strikes.of(path)
        let lasting = before.stored[path]
        let all = here + (lasting.map { [$0] } ?? [])
        guard all.count < 2, !strikes.refuse, !before.confused.contains(path) else {
            for strike in here { allow(strike) }
            return
        }
        let expected =
            lasting.map(StrikeMeaning.init(lasting:)) ?? here.first.map { StrikeMeaning($0, in: step) }
        judge(path, expected ?? .nothing, all.first)
    }

    private mutating func judge(_ path: String, _ expected: StrikeMeaning, _ strike: FaultRecord?) {
        let found = result.findings.map(\.finding).filter { $0.path == path }
        for finding in found where !isExpected(finding, expected, strike) && !isOfFailure(finding) {
            complain("found, though not done: \(Self.text(finding))", path)
        }
        let isFound = found.contains { isExpected($0, expected, strike) }
        switch expected {
        case .nothing: break
        case .error(let kind, let operation):
            least["\(kind) of \(operation)", default: 0] += 1
            most["\(kind) of \(operation)", default: 0] += 1
            tally.counted += 1
        case .finding where isFound, .findingOfFile where isFound, .perhapsFindingOfFile where isFound:
            tally.found += 1
        case .finding, .findingOfFile:
            // A process that got no connection did not look, and one that did nothing more left another file there.
            if strikes.reachAll || before.failed.contains(path) {
                tally.inTheWay += 1
            } else {
                complain("not found: \(strike.map { "\($0.kind.rawValue) " } ?? "")of \(path)", path)
            }
        case .perhapsFindingOfFile: tally.inTheWay += 1
        }
    }

    private func isExpected(_ finding: Finding, _ expected: StrikeMeaning, _ strike: FaultRecord?) -> Bool {
        switch expected {
        case .finding(let kind):
            finding.kind == kind && finding.offset == strike?.offset && finding.length == strike?.length
        case .findingOfFile(let kinds), .perhapsFindingOfFile(let kinds): kinds.contains(finding.kind)
        case .nothing, .error: false
        }
    }

    /// Whether it is what a write that failed leaves.
    private func isOfFailure(_ finding: Finding) -> Bool {
        before.failed.contains(finding.path) && [.missing, .incomplete].contains(finding.kind)
    }

    /// Lets be counted what such a strike leads to, or not.
    private mutating func allow(_ strike: FaultRecord) {
        tally.inTheWay += 1
        if case .error(let kind, let operation) = StrikeMeaning(strike, in: step) {
            most["\(kind) of \(operation)", default: 0] += 1
        }
    }

    private mutating func judgeErrors() {
        guard !strikes.refuse else { return }
        var errors: [String: ErrorCount] = [:]
        for (key, count) in result.outcome.errors {
            if errors["\(key.kind) of \(key.operation)"]?.merge(count) == nil {
                errors["\(key.kind) of \(key.operation)"] = count
            }
        }
        // A file that is in doubt may go, or be begun, while it is read.
        let inFlux = before.failed.union(before.confused).count
        for (name, error) in errors.sorted(by: { $0.key < $1.key }) {
            let flux = ["not-found of open-file", "incomplete-file of open-file"].contains(name) ? inFlux : 0
            let most = (most[name] ?? 0) + flux
            if error.count > most {
                complain(
                    "\(error.count) errors \(name), not \(most) at most: \(error.first.message)",
                    error.first.path)
            }
        }
        for (name, least) in least.sorted(by: { $0.key < $1.key }) where errors[name]?.count ?? 0 < least {
            complain("\(errors[name]?.count ?? 0) errors \(name), not \(least) at least")
        }
    }

    private mutating func complain(_ text: String, _ path: String? = nil) {
        complaints.append(Complaint(text: text, path: path))
    }

    private static func text(_ finding: Finding) -> String {
        "\(finding.kind.rawValue) of \(finding.length) bytes at \(finding.offset) of \(finding.path)"
    }
}
