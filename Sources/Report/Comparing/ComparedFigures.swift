/// The figures of two results, side by side.
struct ComparedFigures {
    private static let wholeFiles = ResultDocument.WholeFiles.names

    private let results: [ResultDocument]
    private let intervals: [IntervalFigures]

    init(_ a: ResultDocument, _ b: ResultDocument) {
        results = [a, b]
        intervals = results.map(IntervalFigures.init)
    }

    var rows: [Comparison.Row] {
        let names = Set(results.flatMap(\.operations.keys))
        let calls = names.subtracting(Self.wholeFiles).sorted()
        return whole + Self.wholeFiles.filter(names.contains).flatMap(rows) + calls.flatMap(rows)
    }

    /// Of the whole run.
    private var whole: [Comparison.Row] {
        let totals = results.map(\.totals)
        return [
            row(nil, "seconds", .seconds, totals.map(\.seconds)),
            row(nil, "files", .none, totals.map { Double($0.files) }),
            row(nil, "filesPerSecond", .perSecond, totals.map(\.filesPerSecond), filesPerSecond),
            row(nil, "bytesPerSecond", .bytesPerSecond, totals.map(\.bytesPerSecond), bytesPerSecond),
            row(nil, "errorCount", .none, totals.map { Double($0.errorCount) }),
            row(nil, "findingCount", .none, totals.map { Double($0.findingCount) }),
            row(nil, "clientCPUSeconds", .seconds, totals.map(\.clientCPUSeconds)),
            row(nil, "peakResidentBytes", .bytes, totals.map { Double($0.peakResidentBytes) }),
        ]
    }

    private func rows(_ name: String) -> [Comparison.Row] {
        let operations = results.map { $0.operations[name] }
        let isOfWholeFiles = isOfAllFiles(name)
        let rates = zip(operations, results).map { operation, result -> (count: Double, bytes: Double)? in
            guard let operation, result.totals.seconds > 0 else { return nil }
            let seconds = result.totals.seconds
            return (Double(operation.count - operation.errors) / seconds, Double(operation.bytes) / seconds)
        }
        let times: [(String, KeyPath<ResultDocument.Latency, Double>)] = [
            ("mean", \.mean), ("p50", \.p50), ("p99", \.p99), ("p999", \.p999),
        ]
        let hasBytes = operations.contains { ($0?.bytes ?? 0) > 0 }
        return [
            row(name, "count", .none, operations.map { $0.map { Double($0.count) } }),
            row(name, "errors", .none, operations.map { $0.map { Double($0.errors) } }),
            row(
                name, "perSecond", .perSecond, rates.map { $0?.count },
                isOfWholeFiles ? filesPerSecond : intervals.map { $0.perSecond(of: name) }),
        ]
            + (hasBytes
                ? [
                    row(
                        name, "bytesPerSecond", .bytesPerSecond, rates.map { $0?.bytes },
                        isOfWholeFiles ? bytesPerSecond : Self.unknown)
                ] : [])
            + times.map { figure, path in
                row(
                    name, figure, .seconds, operations.map { $0?.latency?[keyPath: path] },
                    spreads(of: name, path))
            }
    }

    /// Whether an interval's files are all of this operation, and not of two kinds.
    private func isOfAllFiles(_ name: String) -> Bool {
        Self.wholeFiles.contains(name) && results.allSatisfy { $0.wholeFiles.count <= 1 }
    }

    /// Of calls, and of files of two kinds, intervals keep the mean alone.
    private func spreads(of name: String, _ figure: KeyPath<ResultDocument.Latency, Double>) -> [Spread?] {
        if isOfAllFiles(name) { return intervals.map { $0.latency(figure) } }
        return figure == \.mean ? intervals.map { $0.mean(of: name) } : Self.unknown
    }

    private static let unknown: [Spread?] = [nil, nil]
    private var filesPerSecond: [Spread?] { intervals.map(\.filesPerSecond) }
    private var bytesPerSecond: [Spread?] { intervals.map(\.bytesPerSecond) }

    /// - Parameter spreads: between the intervals of each; nil where no interval has such a figure.
    private func row(
        _ operation: String?, _ figure: String, _ unit: Figure.Unit, _ values: [Double?],
        _ spreads: [Spread?]? = nil
    ) -> Comparison.Row {
        var row = Comparison.Row(
            operation: operation, figure: figure, unit: unit.rawValue, a: values[0], b: values[1],
            change: nil, spread: nil, isBeyondSpread: nil)
        guard let a = values[0], let b = values[1], a != 0 else { return row }
        let change = b / a - 1
        row.change = change
        if let first = spreads?[0], let second = spreads?[1] {
            let spread = first.ofRatio(b / a, with: second)
            row.spread = spread
            row.isBeyondSpread = change.magnitude > spread
        }
        return row
    }
}
