/// How long whole files took over time.
struct LatencyChart {
    private static let lines:
        [(name: String, value: KeyPath<ResultDocument.Latency, Double> & Sendable, color: Int)] = [
            ("longest", \.max, 2), ("p99", \.p99, 4), ("p50", \.p50, 1),
        ]

    private let timeline: Timeline

    /// Nil where no file came to its end.
    init?(_ timeline: Timeline) {
        guard timeline.intervals.contains(where: { $0.latency != nil }) else { return nil }
        self.timeline = timeline
    }

    var markup: Markup {
        let latencies = timeline.intervals.compactMap(\.latency)
        let scale = Scale.latencies(latencies.map(\.p50) + latencies.map(\.max))
        let longest = latencies.map(\.max).max() ?? 0
        var plot = Plot(
            name: "latency", title: "Latency of whole files",
            description:
                "p50, p99 and the longest in \(timeline.extent). The longest of all took \(Quantity.time(longest)).",
            x: timeline.axis, y: .latency(scale), marks: "")
        plot.legend = Self.lines.map { Plot.Series(name: $0.name, color: $0.color) }
        plot.marks = Self.lines.reduce("") { marks, line in
            let path = timeline.steps(scale, height: plot.height) { $0.latency?[keyPath: line.value] }
            return marks + "<path class=\"c\(line.color)\" d=\"\(path)\"/>"
        }
        plot.hints = timeline.hints { interval in
            guard let latency = interval.latency else { return "no file came to its end" }
            return
                "p50 \(Quantity.time(latency.p50)), p99 \(Quantity.time(latency.p99)), longest \(Quantity.time(latency.max))"
                + " of \(Numbers.counted(interval.files, "file"))"
        }
        return plot.markup
    }
}
