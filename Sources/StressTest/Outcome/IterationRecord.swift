import Measurement

/// One iteration as it was, or several that followed each other.
public struct IterationRecord: SeriesElement {
    /// Seconds since 1970 at its release; of several the first's.
    public var start: Double
    /// Its span, in seconds; of several the sum.
    public var seconds: Double
    /// What was counted in it.
    public var tally: Tally
    /// Seconds from the first process's release to the last's; of several the greatest.
    public var skew: Double
    /// How many iterations it is of.
    public private(set) var iterations = 1

    init(start: Double, seconds: Double, _ tally: Tally, skew: Double) {
        self.start = start
        self.seconds = seconds
        self.tally = tally
        self.skew = skew
    }

    /// Adds one that followed.
    public mutating func append(_ next: IterationRecord) {
        seconds += next.seconds
        tally = tally + next.tally
        skew = max(skew, next.skew)
        iterations += next.iterations
    }
}
