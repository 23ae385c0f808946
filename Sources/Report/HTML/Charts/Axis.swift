/// One of the two sides of a chart: what it counts, and its ticks.
struct Axis {
    struct Tick {
        /// From 0 to 1.
        var position: Double
        var label: String
        /// Whether it is left out where there is little room.
        var isMinor = false
    }

    /// What is counted, with its unit.
    var title: String
    var ticks: [Tick]
}

extension Axis {
    /// MB/s, or another number of any size.
    static func numbers(_ title: String, _ scale: Scale, about count: Int = 5, whole: Bool = false)
        -> Axis
    {
        let values = scale.ticks(about: count, whole: whole)
        let step = values.count > 1 ? values[1] - values[0] : 1
        let digits = step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3
        return Axis(
            title: title,
            ticks: values.map {
                Tick(position: scale.position($0), label: Numbers.fixed($0, digits))
            })
    }

    /// Seconds, which are told in the unit that suits each.
    static func latency(_ scale: Scale) -> Axis {
        Axis(
            title: scale.kind == .logarithmic ? "latency, logarithmic" : "latency",
            ticks: scale.ticks().map {
                Tick(position: scale.position($0), label: Quantity.shortTime($0))
            })
    }

    /// Places within a file.
    static func bytes(_ title: String, _ scale: Scale) -> Axis {
        let step = Steps.binary(scale.upper / 8)
        let count = Int(min(16, (scale.upper / step).rounded(.down)))
        return Axis(
            title: title,
            ticks: (0...count).map { index in
                let bytes = Double(index) * step
                return Tick(
                    position: scale.position(bytes), label: Quantity.shortBytes(bytes),
                    isMinor: !index.isMultiple(of: 2))
            })
    }
}
