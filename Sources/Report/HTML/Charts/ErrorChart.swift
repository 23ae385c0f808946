/// How many errors came when.
struct ErrorChart {
    private let timeline: Timeline

    /// Nil where there were none.
    init?(_ timeline: Timeline) {
        guard timeline.intervals.contains(where: { $0.errors > 0 }) else { return nil }
        self.timeline = timeline
    }

    var markup: Markup {
        let most = timeline.intervals.map(\.errors).max() ?? 0
        let scale = Scale.linear(upTo: Double(most), ticks: 3)
        let with = timeline.intervals.count { $0.errors > 0 }
        var plot = Plot(
            name: "errors-over-time", title: "Errors",
            description:
                "Errors in \(timeline.extent): there were some in \(Numbers.whole(with)), and \(Numbers.whole(most)) at most.",
            height: 110, x: timeline.axis,
            y: .numbers("errors in each interval", scale, about: 3, whole: true), marks: "")
        // The outline has a width of its own, so that a short interval of a long run is still seen.
        let bars: [Markup] = timeline.intervals.filter { $0.errors > 0 }.map { interval in
            let (from, to) = timeline.range(interval)
            let top = plot.height * (1 - scale.position(Double(interval.errors)))
            return "M\(Plot.width * from) \(plot.height)V\(top)H\(Plot.width * to)V\(plot.height)Z"
        }
        plot.marks = "<path class=\"bar f2 c2\" d=\"\(bars)\"/>"
        plot.hints = timeline.hints { Numbers.counted($0.errors, "error") }
        return plot.markup
    }
}
