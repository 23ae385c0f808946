import EmbeddedProxy

/// What came of a drill at random.
public struct RandomOutcome: Sendable, CustomStringConvertible {
    var rounds = 0
    /// All, harmless ones too.
    public internal(set) var strikes = 0
    public internal(set) var kinds: Set<Fault.Kind> = []
    var tally = StrikeTally()
    /// What is not as it must be.
    public internal(set) var complaints: [String] = []

    init() {}

    mutating func merge(_ other: RandomOutcome) {
        rounds += other.rounds
        strikes += other.strikes
        kinds.formUnion(other.kinds)
        tally += other.tally
        complaints += other.complaints
    }

    public var isPass: Bool { complaints.isEmpty }

    public var description: String {
        let done = "\(rounds) rounds, \(strikes) strikes of \(kinds.count) kinds"
        let told =
            "\(tally.found) times found, \(tally.counted) counted, \(tally.inTheWay) in each other's way"
        return isPass
            ? "PASS \(done): \(told); nothing else was said, and nothing is left open"
            : "FAIL \(done): \(told); \(complaints.count) not as they must be"
    }
}
