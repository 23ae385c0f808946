/// The processes, side by side.
struct ProcessSection {
    private static let most = 256
    private let result: ResultDocument

    init(_ result: ResultDocument) { self.result = result }

    /// Nil of a single one, which is the whole.
    var markup: Markup? {
        guard result.processes.count > 1 else { return nil }
        return Section.markup(
            "processes", "Processes",
            "\(words)\(ProcessCharts(result.processes)?.markup)\(map?.markup)\(table)")
    }

    private var map: ProcessMap? { Timeline(result).flatMap { ProcessMap(result.processes, $0) } }

    private var words: Markup? {
        var sentences: [String] = []
        let totals = result.totals
        if let slowest = totals.slowest, let fastest = totals.fastest, slowest != fastest {
            sentences.append(
                "The slowest was \(slowest.name), with \(Quantity.rate(slowest.bytesPerSecond)) MB/s; the fastest \(fastest.name), with \(Quantity.rate(fastest.bytesPerSecond)) MB/s."
            )
        }
        if let done = totals.firstDone {
            sentences.append(
                "The first that had nothing left to do was process_\(done.process), after \(Quantity.time(done.seconds)); up to then all together moved \(Quantity.rate(done.bytesPerSecond)) MB/s."
            )
        }
        return sentences.isEmpty ? nil : "<p>\(sentences.joined(separator: " "))</p>\n"
    }

    /// Of many those that had trouble, and then the slowest.
    private var table: Markup {
        var table = HTMLTable(
            "Processes",
            [
                "process", "files", "bytes", "MB/s", "p50", "p99", "longest", "errors", "findings",
            ].map { .number($0) })
        for process in shown {
            table.add([
                "\(process.name)", "\(Numbers.whole(process.files))", "\(Numbers.whole(process.bytes))",
                "\(Quantity.rate(process.bytesPerSecond))", "\(Quantity.time(process.latency?.p50))",
                "\(Quantity.time(process.latency?.p99))", "\(Quantity.time(process.latency?.max))",
                "\(Numbers.whole(process.errorCount))", "\(Numbers.whole(process.findingCount))",
            ])
        }
        let count = result.processes.count
        return table.behind(
            count > Self.most
                ? "\(Self.most) of the \(Numbers.whole(count)) processes as a table: those with errors or findings, then the slowest"
                : "The processes as a table")
    }

    private var shown: ArraySlice<ResultDocument.Process> {
        guard result.processes.count > Self.most else { return result.processes[...] }
        func trouble(_ process: ResultDocument.Process) -> Double {
            Double(process.errorCount) + Double(process.findingCount)
        }
        return result.processes.sorted { one, other in
            let (first, second) = (trouble(one), trouble(other))
            return first == second
                ? (one.bytesPerSecond ?? 0) < (other.bytesPerSecond ?? 0) : first > second
        }.prefix(Self.most)
    }
}
