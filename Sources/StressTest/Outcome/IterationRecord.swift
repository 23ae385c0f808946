import Measurement

/// One iteration as it was.
public struct IterationRecord: Sendable {
    /// Seconds since 1970 at its release.
    public var start: Double
    /// Its span, in seconds.
    public var seconds: Double
    /// What was counted in it.
    public var tally: Tally
    /// Seconds from the first process's release to the last's.
    public var skew: Double

    init(start: Double, seconds: Double, _ tally: Tally, skew: Double) {
        self.start = start
        self.seconds = seconds
        self.tally = tally
        self.skew = skew
    }
}
