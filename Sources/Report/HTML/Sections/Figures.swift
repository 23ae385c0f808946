import StressTest

/// The figures that matter most, large.
struct Figures {
    private struct Figure {
        var name: String
        var value: String
        var words: String
        var isBad = false
    }

    private let result: ResultDocument

    init(_ result: ResultDocument) { self.result = result }

    /// Nil of a run that did nothing.
    var markup: Markup? {
        guard result.verdict != .notStarted else { return nil }
        let figures =
            [throughput, files, rate].compactMap { $0 } + latencies + [errors, findings, content, client]
        let tiles: [Markup] = figures.map { figure in
            let style: Markup = figure.isBad ? " class=\"bad\"" : ""
            return
                "<div\(style)><dt>\(figure.name)</dt><dd><b>\(figure.value)</b><span>\(figure.words)</span></dd></div>\n"
        }
        return "<dl class=\"figures\">\n\(tiles)</dl>\n"
    }

    private var totals: ResultDocument.Totals { result.totals }

    private var throughput: Figure? {
        guard let rate = totals.bytesPerSecond, totals.bytes > 0 else { return nil }
        return Figure(
            name: "Throughput", value: "\(Quantity.rate(rate)) MB/s",
            words: "\(Numbers.counted(totals.bytes, "byte")) in \(Quantity.time(totals.seconds))\(apart)")
    }

    /// What was written and what was read, where both were.
    private var apart: String {
        let kinds = result.wholeFiles
        guard kinds.count > 1 else { return "" }
        return "; " + kinds.map { "\($0.verb) \(Quantity.rate($0.bytesPerSecond))" }.joined(separator: ", ")
            + " MB/s"
    }

    private var files: Figure {
        let rate = Quantity.perSecond(Double(totals.files), totals.seconds)
        let elapsed = "\(Quantity.time(totals.elapsed)) in all"
        return Figure(
            name: "Files \(TextReport(result).verb)", value: Numbers.whole(totals.files),
            words: totals.seconds > 0 ? "\(rate) files/s; \(elapsed)" : elapsed)
    }

    private var rate: Figure? {
        guard let pace = result.pace else { return nil }
        let achieved = pace.achieved.map { Numbers.fixed($0, 1) } ?? "none"
        return Figure(
            name: "Rate asked", value: "\(Numbers.fixed(pace.rate, pace.rate < 10 ? 1 : 0)) files/s",
            words:
                "\(achieved) begun a second; \(Numbers.whole(pace.behind)) of \(Numbers.whole(pace.begun)) late by a file or more",
            isBad: !pace.isHeld)
    }

    private var latencies: [Figure] {
        result.wholeFiles.compactMap { kind in
            kind.operation.latency.map { latency in
                Figure(
                    name: "p99 of \(kind.name)", value: Quantity.time(latency.p99),
                    words: "p50 \(Quantity.time(latency.p50)), longest \(Quantity.time(latency.max))")
            }
        }
    }

    private var errors: Figure {
        let kinds = Set(result.errors.map { Escaping.clipped($0.kind, to: 30) }).sorted()
        return Figure(
            name: "Errors", value: Numbers.whole(totals.errorCount), words: Self.some(kinds),
            isBad: totals.errorCount > 0)
    }

    private var findings: Figure {
        let kinds = Set(result.findings.map(\.kind.rawValue)).sorted()
        return Figure(
            name: "Findings", value: Numbers.whole(totals.findingCount), words: Self.some(kinds),
            isBad: totals.findingCount > 0)
    }

    private static func some(_ kinds: [String]) -> String {
        kinds.isEmpty
            ? "none" : kinds.prefix(3).joined(separator: ", ") + (kinds.count > 3 ? " and more" : "")
    }

    private var content: Figure {
        let value =
            switch result.content {
            case .checked: "all"
            case .partly: "partly"
            case .notChecked: "no"
            }
        return Figure(
            name: "Content checked", value: value,
            words:
                "\(Numbers.counted(totals.checkedFiles, "file")), \(Numbers.counted(totals.checkedBytes, "byte"))"
        )
    }

    private var client: Figure {
        // The processor's time is of the warm-up, too.
        let gigabytes = Double(totals.bytesMoved + (result.warmup?.bytesMoved ?? 0)) / 1e9
        let each =
            gigabytes > 0.1 ? "\(Numbers.fixed(totals.clientCPUSeconds / gigabytes, 3)) s a GB; " : ""
        return Figure(
            name: "Client CPU", value: Quantity.time(totals.clientCPUSeconds),
            words: "\(each)\(Numbers.fixed(Double(totals.peakResidentBytes) / 1e6, 1)) MB of memory at most")
    }
}
