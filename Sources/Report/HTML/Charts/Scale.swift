import Glibc

/// Where a value stands on an axis.
struct Scale: Sendable, Equatable {
    enum Kind: Sendable {
        case linear
        case logarithmic
    }

    let kind: Kind
    let lower: Double
    let upper: Double

    private init(_ kind: Kind, _ lower: Double, _ upper: Double) {
        (self.kind, self.lower, self.upper) = (kind, lower, upper)
    }

    /// From 0 to a tick at or above the greatest value.
    static func linear(upTo greatest: Double, ticks: Int = 5) -> Scale {
        let greatest = drawable(greatest)
        let step = Steps.decimal(greatest / Double(ticks))
        return Scale(.linear, 0, (greatest / step - 1e-9).rounded(.up) * step)
    }

    /// From 0 to just this.
    static func linear(exactly upper: Double) -> Scale {
        Scale(.linear, 0, drawable(upper))
    }

    /// Where an axis can end: documents come from others, and may hold any number.
    private static func drawable(_ number: Double) -> Double {
        number.isFinite && number > 0 ? max(1e-12, min(1e15, number)) : 1
    }

    /// From the tick at or below the least of the values above zero to that at or above the greatest.
    static func logarithmic(_ least: Double, _ greatest: Double) -> Scale {
        let (lower, upper) = (Steps.decimalBelow(drawable(least)), Steps.decimal(drawable(greatest)))
        return Scale(.logarithmic, lower, upper > lower ? upper : lower * 10)
    }

    /// Of latencies: equal factors are equally far apart where they differ by much, as they do where something stalls.
    static func latencies(_ values: some Sequence<Double>) -> Scale {
        var (least, greatest) = (Double.infinity, 0.0)
        for value in values where value > 0 && value.isFinite {
            (least, greatest) = (min(least, value), max(greatest, value))
        }
        return greatest > 20 * least ? logarithmic(least, greatest) : linear(upTo: greatest)
    }

    /// From 0 at the lower end to 1 at the upper; what lies beyond stands at the end.
    func position(_ value: Double) -> Double {
        let position =
            switch kind {
            case .linear: (value - lower) / (upper - lower)
            case .logarithmic: value > 0 ? log(value / lower) / log(upper / lower) : 0
            }
        return position.isFinite ? max(0, min(1, position)) : 0
    }

    /// The values at which it has a tick.
    func ticks(about count: Int = 5, whole: Bool = false) -> [Double] {
        switch kind {
        case .linear:
            let step = max(whole ? 1 : 0, Steps.decimal(upper / Double(count)))
            return (0...Int(upper / step + 1e-9)).map { Double($0) * step }
        case .logarithmic:
            let decades = log10(upper / lower)
            let digits = decades < 2.5 ? [1.0, 2, 5] : [1.0]
            let every = max(1, Int((decades / 7).rounded(.up)))
            let exponents = Int(floor(log10(lower)))...Int(ceil(log10(upper)))
            return exponents.flatMap { exponent in
                (exponent - exponents.lowerBound).isMultiple(of: every)
                    ? digits.map { $0 * pow(10, Double(exponent)) } : []
            }.filter { $0 >= lower * 0.999 && $0 <= upper * 1.001 }
        }
    }
}

/// Numbers that people count by.
enum Steps {
    /// The least of 1, 2 and 5 times a power of ten that is no less.
    static func decimal(_ number: Double) -> Double {
        let power = pow(10, floor(log10(number)))
        return power * ([1, 2, 5, 10].first { power * $0 >= number * (1 - 1e-9) } ?? 10)
    }

    /// The greatest of them that is no more.
    static func decimalBelow(_ number: Double) -> Double {
        let power = pow(10, floor(log10(number)))
        return power * ([5, 2, 1].first { power * $0 <= number * (1 + 1e-9) } ?? 1)
    }

    /// The least power of two that is no less, for bytes.
    static func binary(_ number: Double) -> Double {
        number <= 1 ? 1 : pow(2, ceil(log2(number) - 1e-9))
    }
}
