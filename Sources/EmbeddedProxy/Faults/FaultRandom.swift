import SelfDescribingData

/// SplitMix64: random numbers that a seed gives again.
struct FaultRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 { Mixing.next(&state) }
}
