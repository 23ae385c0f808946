import SelfDescribingData

/// The numbers from 0 to below `count` in a random order that the key determines, each of them where it is asked for: a
/// Feistel network over the next larger power of 4, gone through again where it leads out (Black and Rogaway, "Ciphers
/// with arbitrary finite domains", 2002). No list of them is ever made, so that there may be billions.
struct Permutation {
    private static let rounds: UInt64 = 6

    private let count: Int
    private let key: UInt64
    /// Of one half of a number.
    private let bits: Int

    /// - Parameter count: at least one.
    init(count: Int, key: UInt64) {
        self.count = count
        self.key = key
        let width = Int.bitWidth - (count - 1).leadingZeroBitCount
        bits = max(1, (width + 1) / 2)
    }

    /// The number at a place, which is below the count.
    subscript(place: Int) -> Int {
        var number = place
        repeat { number = passed(number) } while number >= count
        return number
    }

    private func passed(_ number: Int) -> Int {
        let mask = (1 << bits) - 1
        var (left, right) = (number >> bits, number & mask)
        for round in 0..<Self.rounds {
            var state = key ^ (round << 56) ^ UInt64(truncatingIfNeeded: right)
            (left, right) = (right, left ^ (Int(truncatingIfNeeded: Mixing.next(&state)) & mask))
        }
        return left << bits | right
    }
}

extension Permutation {
    /// One number of several, each of which changes it.
    static func key(_ parts: UInt64...) -> UInt64 {
        parts.reduce(into: 0) { key, part in
            var state = key ^ part
            key = Mixing.next(&state)
        }
    }
}
