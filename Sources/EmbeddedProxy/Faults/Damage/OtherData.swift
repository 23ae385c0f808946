import SelfDescribingData

// The generated data that stands where a file's own should be.
extension Identity {
    /// Whose bytes a kind of damage puts in the place of this one's; nil of a kind that puts no other file's.
    func other(_ kind: Fault.Kind, using random: inout FaultRandom) -> Identity? {
        var other = self
        switch kind {
        case .stale: other.version -= 1
        case .newer: other.version += 1
        case .wrongFile: other.process ^= 1
        case .foreign:
            while other.run == run { other.run = .random(in: 1 ... .max, using: &random) }
        default: return nil
        }
        return other
    }
}
