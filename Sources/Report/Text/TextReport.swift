import StressTest

/// A result as text for a terminal.
public struct TextReport {
    private static let findingsShown = 20
    private let result: ResultDocument
    private let isVerbose: Bool
    private let width: Int

    /// - Parameters:
    ///   - isVerbose: whether every finding that is listed is shown, and a line for each process.
    ///   - width: of the terminal, in columns, which tables keep to.
    public init(_ result: ResultDocument, isVerbose: Bool = false, width: Int = 80) {
        self.result = result
        self.isVerbose = isVerbose
        self.width = width
    }

    /// One line for an iteration that has ended.
    public static func line(iteration: Int, of iterations: Int, _ record: IterationRecord) -> StyledText {
        let rate = record.seconds > 0 ? Double(record.tally.bytes) / record.seconds : nil
        var line = "iteration \(iteration)/\(iterations): \(Numbers.counted(record.tally.files, "file")), "
        line += "\(Numbers.whole(record.tally.bytes)) bytes in \(Numbers.time(record.seconds)), "
        line += Numbers.megabytesPerSecond(rate)
        return [(record.tally.errors, "error"), (record.tally.findings, "finding")]
            .filter { $0.0 > 0 }
            .reduce(StyledText(line)) {
                $0 + StyledText(", ") + StyledText(Numbers.counted($1.0, $1.1), .bad)
            }
    }

    /// All but the verdict.
    public var summary: [StyledText] {
        var lines: [StyledText] = []
        let empty = StyledText("")
        if !result.operations.isEmpty, result.verdict != .notStarted { lines += [empty] + operations }
        if !result.nodes.isEmpty { lines += [empty] + NodeTable.lines(result.nodes, width: width) }
        if isVerbose, !result.processes.isEmpty { lines += [empty] + processes }
        if result.totals.seconds > 0, result.totals.files > 0 {
            lines += [empty] + totals.map { StyledText($0) }
        }
        lines += data.map { StyledText($0) }
        lines += result.requirements.filter(\.met).map(RequirementText.line)
        return lines
    }

    /// What went wrong, what is wrong and what was left, and the warnings.
    ///
    /// - Parameter width: of the terminal, in columns, at which sentences are wrapped; nil keeps each in its line. What is
    ///   for a shell stays whole.
    public func problems(within width: Int? = nil) -> [StyledText] {
        (warnings + errors).flatMap { $0.wrapped(within: width) } + findings(within: width)
            + (left + missed).flatMap { $0.wrapped(within: width) }
    }

    /// `PASS 80 files read, 80 checked, 419,430,400 bytes`, and how much was ignored, where something was.
    public var verdict: StyledText {
        let totals = result.totals
        switch result.verdict {
        case .notStarted: return StyledText("NOT STARTED", .notable) + StyledText(": \(result.reason ?? "")")
        case .pass, .fail:
            let word = result.verdict == .pass ? StyledText("PASS", .good) : StyledText("FAIL", .bad)
            var line = ""
            if let reason = result.reason { line += " (\(reason))" }
            if result.interrupted { line += " interrupted:" }
            line += " \(Numbers.counted(totals.files, "file")) \(verb)"
            if verb.hasSuffix("read") || verb == "verified" {
                line += ", \(Numbers.whole(totals.checkedFiles)) checked"
            }
            line += ", \(Numbers.whole(totals.bytes)) bytes"
            return word + StyledText(([line] + ignored).joined(separator: ", "))
        }
    }

    /// `2 errors ignored`.
    private var ignored: [String] {
        [(result.ignored.errorCount, "error"), (result.ignored.findingCount, "finding")]
            .filter { $0.0 > 0 }
            .map { "\(Numbers.counted($0.0, $0.1)) ignored" }
    }

    /// What was done with the files.
    var verb: String {
        switch result.command {
        case "parallel-write": "stored"
        case "parallel-read": "read"
        case "mixed": "stored and read"
        case "clean": result.options["dry-run"] == "1" ? "would be deleted" : "deleted"
        default: "verified"
        }
    }

    private var operations: [StyledText] { OperationTable.lines(result.operations, width: width) }

    private var processes: [StyledText] { ProcessTable.lines(result.processes, width: width) }

    private var totals: [String] {
        let totals = result.totals
        // The processor's time is of the warm-up, too.
        let gigabytes = Double(totals.bytesMoved + (result.warmup?.bytesMoved ?? 0)) / 1e9
        var client = "client: \(Numbers.time(totals.clientCPUSeconds)) of CPU"
        if gigabytes > 0.1 { client += ", \(Numbers.fixed(totals.clientCPUSeconds / gigabytes, 3)) s a GB" }
        client += ", \(Numbers.fixed(Double(totals.peakResidentBytes) / 1e6, 1)) MB at most"
        return [
            "\(Numbers.counted(totals.files, "file")), \(Numbers.whole(totals.bytes)) bytes in "
                + "\(Numbers.time(totals.seconds)) (\(Numbers.time(totals.elapsed)) in all): "
                + Numbers.megabytesPerSecond(totals.bytesPerSecond)
        ] + kinds + [client] + CourseText(result).lines
    }

    /// What was written and what was read, apart, where both were.
    private var kinds: [String] {
        guard result.wholeFiles.count > 1 else { return [] }
        return result.wholeFiles.map { kind in
            let operation = kind.operation
            return
                "\(kind.verb): \(Numbers.counted(operation.count - operation.errors, "file")), \(Numbers.whole(operation.bytes)) bytes: "
                + Numbers.megabytesPerSecond(kind.bytesPerSecond)
        }
    }

    /// Whose data was met, where it was read from, and how much of it could not be checked.
    private var data: [String] {
        var lines = result.runs.map { "data: \(DataText.words($0))" }
        if result.readFrom.isKnown {
            lines.append("read from, by the status before: \(DataText.words(result.readFrom))")
        }
        if result.totals.unsettled > 0 {
            lines.append("unsettled: \(DataText.unsettled(result.totals.unsettled))")
        }
        if result.totals.retries > 0 {
            lines.append("retries: \(DataText.retries(result.totals.retries))")
        }
        if !result.ignored.isEmpty { lines.append("ignored: \(DataText.words(result.ignored))") }
        if let offset = result.clockOffset { lines.append("clock: \(DataText.words(offset))") }
        let unchecked = result.totals.uncheckedFiles
        if unchecked > 0 { lines.append("not checked: \(DataText.unchecked(unchecked))") }
        return lines
    }

    private var warnings: [StyledText] {
        result.warnings.map { StyledText("warning:", .notable) + StyledText(" \($0)") }
    }

    private var errors: [StyledText] {
        result.errors.sorted { one, other in
            (-one.count, one.kind, one.operation, one.first.message)
                < (-other.count, other.kind, other.operation, other.first.message)
        }.map { errors in
            let kind =
                StyledText("error: \(Numbers.whole(errors.count)) x ") + StyledText(errors.kind, .bad)
            var line = ""
            if !errors.operation.isEmpty { line += " of \(errors.operation)" }
            // Alluxio's may be of several lines.
            line += ": " + errors.first.message.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if let path = errors.first.path, !errors.first.message.contains(path) {
                line += " (first: \(path))"
            }
            return kind + StyledText(line)
        }
    }

    /// A line for each finding, and one that shows its bytes again; one that was met again is counted.
    private func findings(within width: Int?) -> [StyledText] {
        let shown = result.findings.prefix(isVerbose ? .max : Self.findingsShown)
        let more = result.findingsBeyond(shown)
        return shown.flatMap { finding in
            let again = finding.times > 1 ? ", \(Numbers.whole(finding.times)) times" : ""
            let shell = FindingShell.line(finding, of: result).map { [StyledText("    $ \($0)", .dim)] }
            let line = StyledText("finding: ") + FindingText.line(finding) + StyledText(again)
            return line.wrapped(within: width) + (shell ?? [])
        } + (more > 0 ? [StyledText("\(Numbers.counted(more, "more finding"))")] : [])
    }

    private var missed: [StyledText] { result.requirements.filter { !$0.met }.map(RequirementText.line) }

    private var left: [StyledText] {
        result.left.map { left in
            let stream = left.stream.map { ", stream \($0)" } ?? ""
            return StyledText("left behind:", .notable)
                + StyledText(" \(left.path)\(stream) on \(left.proxy): \(left.why)")
        }
    }
}
