/// The processes side by side: how fast each was, and how long its files took.
struct ProcessCharts {
    /// So many columns have room; of more processes each column is of several.
    private static let most = 128

    /// Processes that stand beside each other.
    private struct Column {
        var processes: ArraySlice<ResultDocument.Process>
        /// From 0 to 1.
        var from: Double
        var to: Double

        var names: String {
            guard let first = processes.first, let last = processes.last else { return "" }
            return processes.count == 1
                ? "process \(first.name)" : "processes \(first.name) to \(last.name)"
        }
    }

    private let processes: [ResultDocument.Process]
    private let columns: [Column]
    private let each: Int

    /// Nil where there are none to hold beside each other.
    init?(_ processes: [ResultDocument.Process]) {
        guard processes.contains(where: { $0.bytesPerSecond != nil || $0.latency != nil }) else { return nil }
        self.processes = processes
        let each = (processes.count + Self.most - 1) / Self.most
        let count = Double(processes.count)
        columns = stride(from: 0, to: processes.count, by: each).map { first in
            let end = min(first + each, processes.count)
            return Column(
                processes: processes[first..<end], from: Double(first) / count, to: Double(end) / count)
        }
        self.each = each
    }

    var markup: Markup { "\(throughput)\(latency)" }

    private var throughput: Markup? {
        let rates = processes.compactMap(\.bytesPerSecond).filter { $0 > 0 }
        guard let least = rates.min(), let greatest = rates.max() else { return nil }
        let scale = Scale.linear(upTo: greatest / 1e6)
        var plot = Plot(
            name: "process-throughput", title: "Throughput of each process",
            description:
                "MB/s of \(Numbers.counted(processes.count, "process")), by the time its files took: from \(Quantity.rate(least)) to \(Quantity.rate(greatest)).",
            height: 160, x: axis, y: .numbers("MB/s", scale), marks: "")
        let bars: [Markup] = columns.compactMap { column in
            let rates = column.processes.compactMap(\.bytesPerSecond)
            guard let least = rates.min(), let greatest = rates.max() else { return nil }
            let (from, to) = edges(column)
            let (low, high) = (y(least / 1e6, scale, plot), y(greatest / 1e6, scale, plot))
            return
                "<rect class=\"f1\" x=\"\(from)\" y=\"\(low)\" width=\"\(to - from)\" height=\"\(plot.height - low)\"/>"
                + (each > 1
                    ? "<rect class=\"f2\" x=\"\(from)\" y=\"\(high)\" width=\"\(to - from)\" height=\"\(max(low - high, 1))\"/>"
                    : "")
        }
        plot.marks = "\(bars)"
        if each > 1 {
            plot.legend = [
                Plot.Series(name: "the slowest of \(each)", color: 1),
                Plot.Series(name: "up to the fastest", color: 2),
            ]
        }
        plot.hints = columns.map { column in
            let rates = column.processes.compactMap(\.bytesPerSecond)
            let range = Self.range(rates.min(), rates.max()) { Quantity.rate($0) }
            return Plot.Hint(from: column.from, to: column.to, words: "\(column.names): \(range) MB/s")
        }
        return plot.markup
    }

    private var latency: Markup? {
        let latencies = processes.compactMap(\.latency)
        guard let longest = latencies.map(\.max).max() else { return nil }
        let scale = Scale.latencies(latencies.map(\.p50) + latencies.map(\.max))
        var plot = Plot(
            name: "process-latency", title: "Latency of whole files of each process",
            description:
                "p50, p99 and the longest of \(Numbers.counted(latencies.count, "process")). The longest of all took \(Quantity.time(longest)).",
            height: 160, x: axis, y: .latency(scale), marks: "")
        plot.legend = [
            Plot.Series(name: "longest", color: 2), Plot.Series(name: "p99", color: 4),
            Plot.Series(name: "p50", color: 1),
        ]
        let bars: [Markup] = columns.compactMap { column in
            let latencies = column.processes.compactMap(\.latency)
            guard let p50 = latencies.map(\.p50).max(), let p99 = latencies.map(\.p99).max(),
                let longest = latencies.map(\.max).max()
            else { return nil }
            let (from, to) = edges(column)
            let ticks: [Markup] = [(longest, 2), (p99, 4), (p50, 1)].map { seconds, color in
                "<path class=\"c\(color) thick\" d=\"M\(from) \(y(seconds, scale, plot))H\(to)\"/>"
            }
            return
                "<path class=\"c6 thin\" d=\"M\((from + to) / 2) \(y(p50, scale, plot))V\(y(longest, scale, plot))\"/>\(ticks)"
        }
        plot.marks = "\(bars)"
        plot.hints = columns.map { column in
            let latencies = column.processes.compactMap(\.latency)
            let words = [("p50", \ResultDocument.Latency.p50), ("p99", \.p99), ("longest", \.max)].map {
                "\($0.0) \(Quantity.time(latencies.map { [value = $0.1] in $0[keyPath: value] }.max()))"
            }
            let most = each > 1 ? " at most" : ""
            return Plot.Hint(
                from: column.from, to: column.to,
                words: "\(column.names): \(words.joined(separator: ", "))\(most)")
        }
        return plot.markup
    }

    /// Of its drawing, which leaves some room to the next.
    private func edges(_ column: Column) -> (from: Double, to: Double) {
        let room = (column.to - column.from) * 0.14
        return (Plot.width * (column.from + room), Plot.width * (column.to - room))
    }

    private func y(_ value: Double, _ scale: Scale, _ plot: Plot) -> Double {
        plot.height * (1 - scale.position(value))
    }

    private static func range(_ least: Double?, _ greatest: Double?, _ words: (Double?) -> String) -> String {
        least == greatest ? words(least) : "\(words(least)) to \(words(greatest))"
    }

    /// Numbers of processes in the middle of their columns.
    private var axis: Axis {
        let count = processes.count
        let step = max(1, Int(Steps.decimal(Double(count) / 16)))
        let ticks = stride(from: 0, to: count, by: step).enumerated().map { index, process in
            Axis.Tick(
                position: (Double(process) + 0.5) / Double(count), label: processes[process].name,
                isMinor: count > 8 && !index.isMultiple(of: 2))
        }
        return Axis(title: "process", ticks: ticks)
    }
}
