// Where damage is, and how much of it.
extension FaultRandom {
    /// No run of damaged bytes is longer, but of what is shifted.
    static let mostBytes = 16 << 10

    /// Mostly several KB, sometimes few.
    mutating func length(of allowed: ClosedRange<Int>) -> Int {
        let few = min(allowed.upperBound, allowed.lowerBound + 255)
        let most = Int.random(in: 0..<4, using: &self) == 0 ? few : allowed.upperBound
        return .random(in: allowed.lowerBound...most, using: &self)
    }

    /// A run of bytes within a range that has at least so many.
    mutating func extent(atLeast least: Int64, within range: Range<Int64>, atMost most: Int64 = .max)
        -> Range<Int64>
    {
        let most = min(Int64(Self.mostBytes), most, Int64(range.count))
        let length = Int64(length(of: Int(least)...Int(most)))
        let start = Int64.random(in: range.lowerBound...range.upperBound - length, using: &self)
        return start..<start + length
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for _ in 0..<count { bytes.append(.random(in: .min ... .max, using: &self)) }
        return bytes
    }
}
