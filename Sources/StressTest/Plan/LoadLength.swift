import OSThreads

/// How long a load goes on.
public enum LoadLength: Sendable {
    /// Every process does its files so many times; all start each time together.
    case iterations(Int)
    /// Every process goes on by itself, and begins no file after so long; what it does in the time before is measured
    /// apart.
    case duration(Duration, warmUp: Duration)

    /// How many iterations there are; one of a load that goes on for some time.
    var iterations: Int {
        switch self {
        case .iterations(let count): count
        case .duration: 1
        }
    }

    /// When what is done begins to be measured.
    func measured(from released: MonotonicTime) -> MonotonicTime {
        switch self {
        case .iterations: released
        case .duration(_, let warmUp): released + warmUp
        }
    }

    /// After which no file begins.
    func end(from released: MonotonicTime) -> MonotonicTime {
        switch self {
        case .iterations: released
        case .duration(let duration, let warmUp): released + warmUp + duration
        }
    }
}
