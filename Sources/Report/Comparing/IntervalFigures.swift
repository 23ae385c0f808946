/// The figures of a result's intervals, to tell how much they differ.
struct IntervalFigures {
    /// Of equal length: without the last where that is much shorter.
    private let intervals: [ResultDocument.Interval]

    init(_ result: ResultDocument) {
        let longest = result.intervals.map(\.seconds).max() ?? 0
        intervals = result.intervals.filter { $0.seconds >= longest / 2 && $0.seconds > 0 }
    }

    var filesPerSecond: Spread? { Spread(intervals.map { Double($0.files) / $0.seconds }) }
    var bytesPerSecond: Spread? { Spread(intervals.map { Double($0.bytesMoved) / $0.seconds }) }

    /// How many of an operation there were a second.
    func perSecond(of operation: String) -> Spread? {
        Spread(intervals.map { Double($0.operations[operation]?.count ?? 0) / $0.seconds })
    }

    /// How long an operation took.
    func mean(of operation: String) -> Spread? {
        Spread(intervals.compactMap { $0.operations[operation]?.mean })
    }

    /// Of whole files.
    func latency(_ figure: KeyPath<ResultDocument.Latency, Double>) -> Spread? {
        Spread(intervals.compactMap { $0.latency?[keyPath: figure] })
    }
}
