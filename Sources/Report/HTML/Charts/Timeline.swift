/// The intervals of a run beside each other, from where the load began.
struct Timeline {
    /// A run has no more.
    private static let most = 600

    /// What its axis counts.
    private struct Unit {
        var name: String
        var seconds: Double

        /// Of an axis that is so many seconds long.
        init(of length: Double) {
            (name, seconds) =
                switch length {
                case ..<1: ("milliseconds", 0.001)
                case ..<180: ("seconds", 1)
                case ..<10_800: ("minutes", 60)
                default: ("hours", 3600)
                }
        }
    }

    let intervals: [ResultDocument.Interval]
    /// Seconds since 1970.
    let origin: Double
    private let scale: Scale

    /// Nil where there are none.
    init?(_ result: ResultDocument) {
        intervals = result.intervals.prefix(Self.most).filter { $0.seconds > 0 }
        guard let first = intervals.first, let last = intervals.last else { return nil }
        origin = first.start
        scale = .linear(exactly: last.start + last.seconds - first.start)
    }

    /// From the beginning of the first to the end of the last.
    var seconds: Double { scale.upper }

    /// Where an interval begins and ends, from 0 to 1.
    func range(_ interval: ResultDocument.Interval) -> (from: Double, to: Double) {
        let start = interval.start - origin
        return (scale.position(start), scale.position(start + interval.seconds))
    }

    var axis: Axis {
        let unit = Unit(of: scale.upper)
        var axis = Axis.numbers(
            "\(unit.name) since the load began", .linear(exactly: scale.upper / unit.seconds), about: 10)
        for index in axis.ticks.indices { axis.ticks[index].isMinor = !index.isMultiple(of: 2) }
        return axis
    }

    /// `12.0 to 13.0 s`.
    private func words(_ interval: ResultDocument.Interval) -> String {
        let (start, end) = (interval.start - origin, interval.start - origin + interval.seconds)
        return scale.upper < 1
            ? "\(Quantity.time(start)) to \(Quantity.time(end))"
            : "\(Numbers.fixed(start, 1)) to \(Numbers.fixed(end, 1)) s"
    }

    /// `30 intervals of 1 s`.
    var extent: String {
        let length = intervals.first.map(\.seconds) ?? 0
        return intervals.count == 1
            ? "one interval of \(Quantity.time(length))"
            : "\(Numbers.whole(intervals.count)) intervals, the first of \(Quantity.time(length))"
    }

    func hints(_ words: (ResultDocument.Interval) -> String) -> [Plot.Hint] {
        intervals.map { interval in
            let (from, to) = range(interval)
            return Plot.Hint(from: from, to: to, words: "\(self.words(interval)): \(words(interval))")
        }
    }

    /// A line with a step for each interval, broken where it has no value.
    func steps(_ scale: Scale, height: Double, _ value: (ResultDocument.Interval) -> Double?) -> Markup {
        var path: Markup = ""
        var isDrawing = false
        for interval in intervals {
            guard let value = value(interval) else {
                isDrawing = false
                continue
            }
            let (from, to) = range(interval)
            let y = height * (1 - scale.position(value))
            path += isDrawing ? "V\(y)" : "M\(Plot.width * from) \(y)"
            path += "H\(Plot.width * to)"
            isDrawing = true
        }
        return path
    }
}
