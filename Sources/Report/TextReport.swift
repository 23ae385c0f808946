import Measurement
import StressTest

/// A result as text for a terminal.
public struct TextReport {
    private static let findingsShown = 20
    private let result: RunResult
    private let isVerbose: Bool

    /// - Parameter isVerbose: whether every finding that is listed is shown, and a line for each process.
    public init(_ result: RunResult, isVerbose: Bool = false) {
        self.result = result
        self.isVerbose = isVerbose
    }

    /// One line for an iteration that has ended.
    public static func line(iteration: Int, of iterations: Int, _ record: IterationRecord) -> String {
        let rate = record.seconds > 0 ? Double(record.tally.bytes) / record.seconds : nil
        var line = "iteration \(iteration)/\(iterations): \(Numbers.counted(record.tally.files, "file")), "
        line += "\(Numbers.whole(record.tally.bytes)) bytes in \(Numbers.time(record.seconds)), "
        line += Numbers.megabytesPerSecond(rate)
        if record.tally.errors > 0 { line += ", \(Numbers.counted(record.tally.errors, "error"))" }
        if record.tally.findings > 0 { line += ", \(Numbers.counted(record.tally.findings, "finding"))" }
        return line
    }

    /// All but the verdict.
    public var summary: [String] {
        var lines: [String] = []
        if !result.outcome.operations.isEmpty, result.verdict != .notStarted { lines += [""] + operations }
        if isVerbose, !result.processes.isEmpty { lines += [""] + processes }
        if result.seconds > 0, result.outcome.files > 0 { lines += [""] + totals }
        lines += data
        return lines
    }

    /// What went wrong, what is wrong and what was left, and the warnings.
    public var problems: [String] { warnings + errors + findings + left }

    /// `PASS 80 files read, 80 checked, 419,430,400 bytes`.
    public var verdict: String {
        let outcome = result.outcome
        switch result.verdict {
        case .notStarted: return "NOT STARTED: \(result.reason ?? "")"
        case .pass, .fail:
            var line = result.verdict == .pass ? "PASS" : "FAIL"
            if let reason = result.reason { line += " (\(reason))" }
            if result.interrupted { line += " interrupted:" }
            line += " \(Numbers.counted(outcome.files, "file")) \(verb)"
            if verb == "read" || verb == "verified" {
                line += ", \(Numbers.whole(outcome.checkedFiles)) checked"
            }
            return line + ", \(Numbers.whole(outcome.bytes)) bytes"
        }
    }

    private var verb: String {
        switch result.description.command {
        case "parallel-write": "stored"
        case "parallel-read": "read"
        case "clean": result.description.options["dry-run"] == "1" ? "would be deleted" : "deleted"
        default: "verified"
        }
    }

    private var operations: [String] {
        var table = Table(header: ["operation", "count", "errors", "min", "mean", "max"])
        for (name, operation) in result.outcome.operations.sorted(by: { $0.key < $1.key }) {
            let latency = operation.latency
            table.add([
                name, Numbers.whole(operation.count), Numbers.whole(operation.errors),
                latency.count > 0 ? Numbers.time(latency.min.seconds) : "-",
                latency.mean.map { Numbers.time($0.seconds) } ?? "-",
                latency.count > 0 ? Numbers.time(latency.max.seconds) : "-",
            ])
        }
        return table.lines
    }

    private var processes: [String] {
        var table = Table(header: ["process", "files", "bytes", "errors", "findings"])
        for (number, outcome) in result.processes.enumerated() {
            table.add([
                "\(number)", Numbers.whole(outcome.files), Numbers.whole(outcome.bytes),
                Numbers.whole(outcome.errorCount), Numbers.whole(outcome.findingCount),
            ])
        }
        return table.lines
    }

    private var totals: [String] {
        let gigabytes = Double(result.bytesMoved) / 1e9
        var lines = [
            "\(Numbers.counted(result.outcome.files, "file")), \(Numbers.whole(result.outcome.bytes)) bytes in "
                + "\(Numbers.time(result.seconds)) (\(Numbers.time(result.elapsed)) in all): "
                + Numbers.megabytesPerSecond(result.bytesPerSecond)
        ]
        var client = "client: \(Numbers.time(result.clientCPUSeconds)) of CPU"
        if gigabytes > 0.1 { client += ", \(Numbers.fixed(result.clientCPUSeconds / gigabytes, 3)) s a GB" }
        client += ", \(Numbers.fixed(Double(result.peakResidentBytes) / 1e6, 1)) MB at most"
        lines.append(client)
        return lines
    }

    /// Whose data was met, where it was read from, and how much of it could not be checked.
    private var data: [String] {
        let outcome = result.outcome
        var lines = outcome.runs.sorted { $0.key < $1.key }.map { run, versions in
            let of =
                versions.lowest == versions.highest
                ? "version \(Numbers.whole(versions.lowest))"
                : "versions \(Numbers.whole(versions.lowest)) to \(Numbers.whole(versions.highest))"
            return "data: run \(run), \(of), \(Numbers.counted(versions.files, "file"))"
        }
        if outcome.readOrigins != ReadOrigins() {
            lines.append("read from, by the status before: \(origins(outcome.readOrigins))")
        }
        if outcome.unsettled > 0 {
            lines.append(
                "unsettled: \(Numbers.counted(outcome.unsettled, "file")), whose writer died while it replaced them"
            )
        }
        let unchecked = outcome.uncheckedFiles
        if unchecked > 0 {
            lines.append(
                "not checked: \(Numbers.counted(unchecked, "file")), whose content does not say what it should be"
            )
        }
        return lines
    }

    private func origins(_ origins: ReadOrigins) -> String {
        [
            (origins.alluxio, "Alluxio"), (origins.underStore, "the under store"), (origins.both, "both"),
        ].filter { $0.0 > 0 }.map { "\($1) \(Numbers.counted($0, "file"))" }.joined(separator: ", ")
    }

    private var warnings: [String] { result.warnings.map { "warning: \($0)" } }

    private var errors: [String] {
        result.outcome.errors.sorted { one, other in
            (-one.value.count, one.key.kind, one.key.operation, one.value.first.message)
                < (-other.value.count, other.key.kind, other.key.operation, other.value.first.message)
        }.map { key, errors in
            var line = "error: \(Numbers.whole(errors.count)) x \(key.kind)"
            if !key.operation.isEmpty { line += " of \(key.operation)" }
            // Alluxio's may be of several lines.
            line += ": " + errors.first.message.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if let path = errors.first.path, !errors.first.message.contains(path) {
                line += " (first: \(path))"
            }
            return line
        }
    }

    /// A line for each finding, and one that shows its bytes again; one that was met again is counted.
    private var findings: [String] {
        let shown = result.findings.prefix(isVerbose ? .max : Self.findingsShown)
        let more = result.outcome.findingCount - shown.reduce(0) { $0 + $1.times }
        return shown.flatMap { entry in
            let again = entry.times > 1 ? ", \(Numbers.whole(entry.times)) times" : ""
            let shell = FindingShell.line(entry.finding, result.description).map { ["    $ \($0)"] }
            return ["finding: \(FindingText.line(entry.finding))\(again)"] + (shell ?? [])
        } + (more > 0 ? ["\(Numbers.counted(more, "more finding"))"] : [])
    }

    private var left: [String] {
        result.outcome.left.map { left in
            let stream = left.stream.map { ", stream \($0)" } ?? ""
            return "left behind: \(left.path)\(stream) on \(left.proxy): \(left.why)"
        }
    }
}
