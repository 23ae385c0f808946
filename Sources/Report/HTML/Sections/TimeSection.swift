/// What was done when.
struct TimeSection {
    private static let mostIterations = 500
    private let result: ResultDocument

    init(_ result: ResultDocument) { self.result = result }

    /// Nil where nothing was looked at over time.
    var markup: Markup? {
        let timeline = Timeline(result)
        let parts = [
            timeline.map { ThroughputChart(result, $0).markup },
            timeline.flatMap { LatencyChart($0)?.markup }, timeline.flatMap { ErrorChart($0)?.markup },
            timeline.map(table), iterations,
        ].compactMap { $0 }
        return parts.isEmpty ? nil : Section.markup("time", "Over time", "\(parts)")
    }

    private func table(_ timeline: Timeline) -> Markup {
        var table = HTMLTable(
            "Over time",
            ["from, s", "seconds", "MB/s", "files/s", "errors", "p50", "p90", "p99", "longest"].map {
                .number($0)
            })
        for interval in timeline.intervals {
            let latency = interval.latency
            let times = [latency?.p50, latency?.p90, latency?.p99, latency?.max]
            table.add(
                [
                    "\(Numbers.fixed(interval.start - timeline.origin, 1))",
                    "\(Numbers.fixed(interval.seconds, 3))",
                    "\(Quantity.perSecond(Double(interval.bytesMoved) / 1e6, interval.seconds))",
                    "\(Quantity.perSecond(Double(interval.files), interval.seconds))",
                    "\(Numbers.whole(interval.errors))",
                ] + times.map { "\(Quantity.time($0))" })
        }
        return table.behind("The charts' figures as a table")
    }

    /// Of a run that had several; a long one's are put together until they are few.
    private var iterations: Markup? {
        guard result.iterations.count > 1 else { return nil }
        var table = HTMLTable(
            "Iterations",
            ["iteration", "seconds", "files", "bytes", "MB/s", "errors", "skew"].map { .number($0) })
        var first = 1.0
        for iteration in result.iterations.prefix(Self.mostIterations) {
            let last = first + Double(iteration.iterations) - 1
            let numbers = Numbers.fixed(first, 0) + (last > first ? " to " + Numbers.fixed(last, 0) : "")
            table.add([
                "\(numbers)", "\(Numbers.fixed(iteration.seconds, 3))", "\(Numbers.whole(iteration.files))",
                "\(Numbers.whole(iteration.bytes))",
                "\(Quantity.perSecond(Double(iteration.bytes) / 1e6, iteration.seconds))",
                "\(Numbers.whole(iteration.errors))", "\(Quantity.time(iteration.skew))",
            ])
            first = last + 1
        }
        let more = Section.more(result.iterations.count - Self.mostIterations, "row")
        return "\(table.behind("The iterations as a table"))\(more)"
    }
}
