import Measurement
import OSThreads
import TestSupport

extension Histogram {
    init(of durations: some Sequence<Duration>) {
        self = durations.reduce(into: Histogram()) { $0.record($1) }
    }

    static func random(count: Int, _ random: inout SeededGenerator) -> Histogram {
        Histogram(of: Duration.random(count, &random))
    }

    /// What it holds, as `hdrhistogram.py` says it.
    var contents: String {
        let parts = [0.5, 0.9, 0.99, 0.999, 1].map { percentile($0)?.wholeNanoseconds ?? 0 }
        var pairs: [String] = []
        forEachValue { values, count in pairs.append("\(values.lowerBound.wholeNanoseconds):\(count)") }
        return (["\(count)"] + parts.map(String.init) + pairs).joined(separator: " ")
    }
}

extension Duration {
    /// Durations of every magnitude up to 37 minutes.
    static func random(_ count: Int, _ random: inout SeededGenerator) -> [Duration] {
        (0..<count).map { _ in
            .nanoseconds(
                Int64.random(in: 0..<1 << Int64.random(in: 1...41, using: &random), using: &random))
        }
    }
}
