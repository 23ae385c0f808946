/// By how much a proxy's clock is ahead of this machine's.
public struct ClockOffset: Sendable, Equatable {
    /// Negative where it is behind.
    public var seconds: Double
    /// By how much `seconds` may be wrong, either way.
    public var uncertainty: Double

    public init(seconds: Double, uncertainty: Double) {
        self.seconds = seconds
        self.uncertainty = uncertainty
    }
}

/// What the dates of a proxy's answers leave possible of its clock's offset. They name whole seconds; where the next second
/// is seen to begin between two answers, the offset is known as closely as these stand together.
struct ClockEstimate {
    private var bounds: ClosedRange<Double>?

    /// Takes an answer into account.
    ///
    /// - Parameters:
    ///   - date: what it says, in whole seconds since 1970 by the proxy's clock.
    ///   - sent: when it was asked for, in seconds since 1970 by this machine's clock.
    ///   - received: when it was there, by the same.
    mutating func note(date: Double, sent: Double, received: Double) {
        let (lower, upper) = (date - received, date + 1 - sent)
        let low = max(bounds?.lowerBound ?? lower, lower)
        let high = min(bounds?.upperBound ?? upper, upper)
        // A clock that is set meanwhile makes wrong what was known before.
        bounds = low <= high ? low...high : lower...max(lower, upper)
    }

    /// Nil before there is an answer.
    var offset: ClockOffset? {
        bounds.map {
            ClockOffset(
                seconds: ($0.lowerBound + $0.upperBound) / 2,
                uncertainty: ($0.upperBound - $0.lowerBound) / 2)
        }
    }
}
