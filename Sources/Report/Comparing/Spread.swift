/// How much a figure differs between the intervals of one run, and whether a change between two runs is more than that.
///
/// `variation` is the standard deviation of the intervals' figures, of n - 1, by their mean (JCGM 100:2008, "GUM", 4.2.2).
/// The change of A to B is the ratio B / A, and its spread the combined standard uncertainty of that ratio,
/// B / A · √(variation of A² + variation of B²) (5.1.6, equation 12). A change is beyond the spread where B / A differs
/// from 1 by more. That says what a second of one run may well be to a second of the other; it is no test of significance.
struct Spread {
    static let leastIntervals = 3

    /// Relative to the mean.
    let variation: Double

    /// Nil of fewer than three intervals, and where the mean is zero.
    init?(_ figures: [Double]) {
        guard figures.count >= Self.leastIntervals else { return nil }
        let mean = figures.reduce(0, +) / Double(figures.count)
        guard mean != 0 else { return nil }
        let squares = figures.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        variation = (squares / Double(figures.count - 1)).squareRoot() / mean.magnitude
    }

    /// Of the ratio of two figures, of which this is the first's.
    func ofRatio(_ ratio: Double, with other: Spread) -> Double {
        ratio.magnitude * (variation * variation + other.variation * other.variation).squareRoot()
    }
}
