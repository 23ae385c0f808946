/// What each process moved over time: a row for each, the stronger the colour the more.
struct ProcessMap {
    /// So many rows and columns have room; of more each is of several.
    private static let mostRows = 64
    private static let mostColumns = 120
    private static let levels = 5

    private let processes: [ResultDocument.Process]
    private let timeline: Timeline
    /// How many processes a row is of, and how many stretches a column.
    private let rowStep: Int
    private let columnStep: Int
    /// Where each column begins, and the last one ends, in seconds from the beginning.
    private let edges: [Double]
    /// By row and column: moved bytes a second, or files where none moved any, and whether there were errors.
    private let cells: [[(rate: Double, hasErrors: Bool)]]

    /// Nil where there is nothing to hold beside each other.
    init?(_ processes: [ResultDocument.Process], _ timeline: Timeline) {
        let series = processes.map(\.intervals)
        let count = series.map { $0?.bytesMoved.count ?? 0 }.max() ?? 0
        guard processes.count > 1, count > 1, let first = series.lazy.compactMap({ $0 }).first,
            first.seconds > 0,
            series.allSatisfy({ $0 == nil || $0?.seconds == first.seconds }),
            // In the sum of several results each has its own beginning, and a map of them would lie where they are far apart.
            series.allSatisfy({
                abs(($0?.start ?? timeline.origin) - timeline.origin) < Double(first.seconds)
            })
        else { return nil }
        self.processes = processes
        self.timeline = timeline
        rowStep = (processes.count + Self.mostRows - 1) / Self.mostRows
        columnStep = (count + Self.mostColumns - 1) / Self.mostColumns
        edges = Self.edges(of: count, each: first, by: columnStep, timeline)
        let isOfBytes = series.contains { $0?.bytesMoved.contains { $0 > 0 } == true }
        func moved(_ series: ResultDocument.ProcessIntervals, _ index: Int) -> Double {
            guard isOfBytes else { return index < series.files.count ? Double(series.files[index]) : 0 }
            return index < series.bytesMoved.count ? Double(series.bytesMoved[index]) : 0
        }
        cells = stride(from: 0, to: processes.count, by: rowStep).map { [rowStep, columnStep, edges] row in
            let ofRow = series[row..<min(row + rowStep, processes.count)].compactMap { $0 }
            return stride(from: 0, to: count, by: columnStep).enumerated().map { place, column in
                let stretches = column..<min(column + columnStep, count)
                let sum = ofRow.reduce(0) { sum, series in stretches.reduce(sum) { $0 + moved(series, $1) } }
                let seconds = max(edges[place + 1] - edges[place], 0.001)
                let hasErrors = ofRow.contains { series in
                    stretches.contains { $0 < series.errors.count && series.errors[$0] > 0 }
                }
                return (sum / seconds, hasErrors)
            }
        }
    }

    /// The stretches of a run's own processes are its intervals, or as many of them at a time; in the sum of several results
    /// each process has its own.
    private static func edges(
        of count: Int, each series: ResultDocument.ProcessIntervals, by step: Int, _ timeline: Timeline
    ) -> [Double] {
        let intervals = timeline.intervals
        let each = (intervals.count + count - 1) / count
        let begins = stride(from: 0, to: count, by: step).map { stretch in
            let interval = stretch * each
            return series.start == nil && interval < intervals.count
                ? intervals[interval].start - timeline.origin
                : min(Double(stretch * series.seconds), timeline.seconds)
        }
        return begins + [timeline.seconds]
    }

    var markup: Markup {
        let rowHeight = max(3.0, min(16, 320 / Double(cells.count)))
        let most = cells.joined().map(\.rate).max() ?? 0
        let hasErrors = cells.joined().contains { $0.hasErrors }
        var plot = Plot(
            name: "process-map", title: "What each process moved over time",
            description:
                "A row for each of \(Numbers.whole(cells.count)) \(rowStep > 1 ? "groups of \(rowStep) processes" : "processes"), darker where it moved more. Where a row is empty it moved nothing.",
            height: rowHeight * Double(cells.count), x: timeline.axis, y: axis, marks: "")
        plot.legend = [Plot.Series(name: "the more the stronger", color: 1)]
        if hasErrors { plot.legend.append(Plot.Series(name: "with errors", color: 2)) }
        plot.marks =
            "<rect class=\"strip\" x=\"0\" y=\"0\" width=\"\(Plot.width)\" height=\"\(plot.height)\"/>\n"
        for level in 1...Self.levels {
            let path = runs(height: rowHeight) { cell in
                most > 0 && Int((cell.rate / most * Double(Self.levels)).rounded(.up)) == level
            }
            let opacity = Double(level) / Double(Self.levels)
            if !path.isEmpty {
                plot.marks += "<path class=\"cell f1\" fill-opacity=\"\(opacity)\" d=\"\(path)\"/>\n"
            }
        }
        if hasErrors {
            let path = runs(height: rowHeight, inset: rowHeight / 4) { $0.hasErrors }
            plot.marks += "<path class=\"cell f2\" d=\"\(path)\"/>\n"
        }
        return plot.markup
    }

    /// Rectangles around the cells of a kind, those beside each other as one.
    private func runs(
        height: Double, inset: Double = 0, _ isOfKind: ((rate: Double, hasErrors: Bool)) -> Bool
    ) -> Markup {
        var path: Markup = ""
        for (row, cells) in cells.enumerated() {
            var start: Int?
            for column in 0...cells.count {
                if column < cells.count, isOfKind(cells[column]) {
                    start = start ?? column
                } else if let first = start {
                    let (from, to) = (place(first), place(column))
                    let top = height * Double(row) + inset + 0.5
                    path += "M\(from) \(top)H\(to)v\(height - 2 * inset - 1)H\(from)z"
                    start = nil
                }
            }
        }
        return path
    }

    /// Where a column begins, in the space of the marks.
    private func place(_ column: Int) -> Double {
        Plot.width * min(1, edges[column] / timeline.seconds)
    }

    /// Numbers of processes beside the middle of their rows.
    private var axis: Axis {
        let step = max(1, Int(Steps.decimal(Double(cells.count) / 10)))
        let ticks = stride(from: 0, to: cells.count, by: step).map { row in
            Axis.Tick(
                position: 1 - (Double(row) + 0.5) / Double(cells.count),
                label: processes[row * rowStep].name)
        }
        return Axis(title: "process", ticks: ticks)
    }
}
