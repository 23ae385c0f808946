import Glibc
import Measurement

/// Latencies on HdrHistogram's axis: the further to the right, the fewer took longer, each decade a tenth of those before.
struct PercentileChart {
    /// So many points has a curve at most.
    private static let points = 160

    /// What the latencies of one operation are.
    struct Curve {
        var name: String
        var latencies: Histogram
        var color: Int
        var isDashed = false
    }

    private let curves: [Curve]
    /// How many decades there are, of which the first reaches from 0 % to 90 %.
    private let decades: Double

    /// Nil of nothing.
    init?(_ curves: [Curve]) {
        self.curves = curves.filter { $0.latencies.count > 0 }
        guard let most = self.curves.map(\.latencies.count).max() else { return nil }
        decades = max(1, log10(Double(most)))
    }

    var markup: Markup {
        let paths = curves.map { ($0, steps($0.latencies)) }
        let scale = Scale.latencies(paths.flatMap { $0.1.map(\.seconds) })
        var plot = Plot(
            name: "percentiles", title: "Latency by percentile", description: description, height: 260,
            x: axis, y: .latency(scale), marks: "")
        plot.legend = curves.map { Plot.Series(name: $0.name, color: $0.color, isDashed: $0.isDashed) }
        plot.marks = paths.reduce("") { marks, curve in
            var path: Markup = "M0 \(plot.height * (1 - scale.position(curve.1.first?.seconds ?? 0)))"
            for step in curve.1 {
                path += "V\(plot.height * (1 - scale.position(step.seconds)))H\(Plot.width * step.end)"
            }
            let dashed: Markup = curve.0.isDashed ? " dashed" : ""
            return marks + "<path class=\"c\(curve.0.color)\(dashed)\" d=\"\(path)\"/>"
        }
        plot.hints = hints
        return plot.markup
    }

    /// The latency up to each place on the axis, from 0 to 1.
    private func steps(_ latencies: Histogram) -> [(end: Double, seconds: Double)] {
        let end = min(1, log10(Double(latencies.count)) / decades)
        let count = max(1, Int((Double(Self.points) * end).rounded(.up)))
        var steps: [(end: Double, seconds: Double)] = []
        for index in 1...count {
            let place = end * Double(index) / Double(count)
            // Of the last step that longest one is, which no part of all but the whole reaches.
            let part = index == count ? 1 : 1 - pow(10, -place * decades)
            let seconds = latencies.percentile(part)?.seconds ?? 0
            if let last = steps.last, last.seconds == seconds {
                steps[steps.count - 1].end = place
            } else {
                steps.append((place, seconds))
            }
        }
        // One that was met once has no width on this axis, and is to be seen all the same.
        if count == 1, let last = steps.indices.last { steps[last].end = max(steps[last].end, 0.02) }
        return steps
    }

    private var axis: Axis {
        let shown = [0, 0.5] + (1...max(1, Int(decades))).map { 1 - pow(10, -Double($0)) }
        return Axis(
            title: "percentile",
            ticks: shown.enumerated().map { index, part in
                Axis.Tick(
                    position: min(1, -log10(1 - part) / decades), label: Self.label(index, part),
                    isMinor: index == 1 || decades >= 4 && index > 2 && index.isMultiple(of: 2))
            })
    }

    /// `99.9 %`, of which each decade has a nine more.
    private static func label(_ index: Int, _ part: Double) -> String {
        Numbers.fixed(part * 100, max(0, index - 3)) + "\u{a0}%"
    }

    private var description: String {
        curves.map { curve in
            let percentiles = [("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("p99.9", 0.999)].map {
                "\($0.0) \(Quantity.time(curve.latencies.percentile($0.1)?.seconds))"
            }
            return
                "\(curve.name): \(percentiles.joined(separator: ", ")), longest \(Quantity.time(curve.latencies.max.seconds))."
        }.joined(separator: " ")
    }

    /// Ten to a decade.
    private var hints: [Plot.Hint] {
        let count = min(100, Int((decades * 10).rounded(.up)))
        return (0..<count).map { index in
            let (from, to) = (Double(index) / Double(count), Double(index + 1) / Double(count))
            let part = 1 - pow(10, -(from + to) / 2 * decades)
            let latencies = curves.map {
                "\($0.name) \(Quantity.time($0.latencies.percentile(part)?.seconds))"
            }
            let digits = max(1, Int(decades * to))
            return Plot.Hint(
                from: from, to: to,
                words: "p\(Numbers.fixed(part * 100, digits)): \(latencies.joined(separator: ", "))")
        }
    }
}
