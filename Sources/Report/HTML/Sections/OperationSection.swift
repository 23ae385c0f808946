import Measurement

/// How long what took.
struct OperationSection {
    private static let most = 50
    private static let colors = 6
    private let result: ResultDocument

    init(_ result: ResultDocument) { self.result = result }

    /// Nil where nothing was done.
    var markup: Markup? {
        guard !result.operations.isEmpty else { return nil }
        let warmUp = result.warmup.map { warmUp in
            Self.table("Latency in the warm-up", warmUp.operations).behind(
                "In the \(Quantity.time(warmUp.seconds)) of warm-up, which count in no figure above")
        }
        return Section.markup(
            "operations", "Latency",
            "\(PercentileChart(curves)?.markup)\(Self.table("Latency", result.operations).markup)\(warmUp)")
    }

    /// Of the first operations that there are colours for.
    private var curves: [PercentileChart.Curve] {
        var curves: [PercentileChart.Curve] = []
        var color = 0
        for (name, operation) in OperationOrder.sorted(result.operations) where color < Self.colors {
            guard let latencies = histogram(operation.histogram) else { continue }
            color += 1
            curves.append(PercentileChart.Curve(name: name, latencies: latencies, color: color))
            if let service = histogram(operation.histogramOfService) {
                curves.append(
                    PercentileChart.Curve(
                        name: "\(name), service", latencies: service, color: color, isDashed: true))
            }
        }
        return curves
    }

    /// Nil of none; and of one that can't be read, whose figures stand in the table all the same.
    private func histogram(_ document: HistogramDocument?) -> Histogram? {
        document.flatMap { try? Histogram($0) }
    }

    private static func table(_ label: String, _ operations: [String: ResultDocument.Operation]) -> HTMLTable
    {
        var table = HTMLTable(
            label,
            [.words("operation"), .number("count"), .number("errors")]
                + ["min", "mean", "p50", "p90", "p99", "p99.9", "longest"].map { .number($0) })
        for (name, operation) in OperationOrder.sorted(operations).prefix(most) {
            let counts: [Markup] = [
                "\(Numbers.whole(operation.count))", "\(Numbers.whole(operation.errors))",
            ]
            table.add(["\(Escaping.clipped(name, to: 100))"] + counts + cells(operation.latency))
            if let service = operation.service {
                table.add(["<span class=\"sub\">service</span>", "", ""] + cells(service))
            }
            if let failed = operation.latencyOfErrors {
                table.add(["<span class=\"sub\">of errors</span>", "", ""] + cells(failed))
            }
        }
        return table
    }

    private static func cells(_ latency: ResultDocument.Latency?) -> [Markup] {
        [
            latency?.min, latency?.mean, latency?.p50, latency?.p90, latency?.p99, latency?.p999,
            latency?.max,
        ].map { "\(Quantity.time($0))" }
    }
}
