/// What was moved over time: bytes, or files where no bytes were.
struct ThroughputChart {
    private let result: ResultDocument
    private let timeline: Timeline
    private let isOfBytes: Bool

    init(_ result: ResultDocument, _ timeline: Timeline) {
        self.result = result
        self.timeline = timeline
        isOfBytes = timeline.intervals.contains { $0.bytesMoved > 0 }
    }

    var markup: Markup {
        let values = timeline.intervals.map(value)
        let scale = Scale.linear(upTo: max(values.max() ?? 0, mean ?? 0))
        let unit = isOfBytes ? "MB/s" : "files/s"
        var plot = Plot(
            name: "throughput", title: "Throughput",
            description:
                "\(unit) in \(timeline.extent): from \(Numbers.fixed(values.min() ?? 0, 1)) to \(Numbers.fixed(values.max() ?? 0, 1)).",
            x: timeline.axis, y: .numbers(unit, scale), marks: "")
        plot.legend = [Plot.Series(name: isOfBytes ? "all that was moved" : "files that succeeded", color: 1)]
        let line = timeline.steps(scale, height: plot.height, value)
        plot.marks =
            "<path class=\"area f1\" d=\"\(line)V\(plot.height)H0Z\"/><path class=\"c1\" d=\"\(line)\"/>"
        if let mean {
            let y = plot.height * (1 - scale.position(mean))
            plot.marks += "<path class=\"c2 dashed\" d=\"M0 \(y)H\(Plot.width)\"/>"
            plot.legend.append(
                Plot.Series(
                    name: "the run's, of whole files: \(Numbers.fixed(mean, 1)) MB/s", color: 2,
                    isDashed: true))
            plot.note = pauses
        }
        plot.hints = timeline.hints { interval in
            "\(Quantity.perSecond(Double(interval.bytesMoved) / 1e6, interval.seconds)) MB/s, "
                + "\(Quantity.perSecond(Double(interval.files), interval.seconds)) files/s"
        }
        return plot.markup
    }

    /// Why the run's throughput lies above the intervals': they have the time between the spans in them, which is not its
    /// own. Nil where that is not much.
    private var pauses: String? {
        let all = timeline.intervals.reduce(0) { $0 + $1.seconds }
        let pauses = all - result.totals.seconds
        guard pauses > all / 20 else { return nil }
        let isOne = result.iterations.count == 1 && result.iterations[0].iterations == 1
        let place =
            isOne ? "beyond the last file's end" : "between the iterations and beyond the last one's end"
        return
            "In the intervals are \(Quantity.time(pauses)) \(place). The run's throughput is without these: its line lies above what the intervals come to."
    }

    /// The run's own, in MB/s.
    private var mean: Double? { isOfBytes ? result.totals.bytesPerSecond.map { $0 / 1e6 } : nil }

    private func value(_ interval: ResultDocument.Interval) -> Double {
        max(0, isOfBytes ? Double(interval.bytesMoved) / 1e6 : Double(interval.files)) / interval.seconds
    }
}
