import CVectors

/// One block of a generated file: 512 words of 64 bits, little-endian, of which each is the table's number at its place
/// XOR one of the block's two keys, in turn.
struct Block: Hashable {
    /// In bytes.
    static let size = Int(BLOCK_BYTES)

    /// The keys of the words at even and at odd places.
    struct Keys {
        var even: UInt64
        var odd: UInt64
    }

    var identity: Identity
    /// Its number within the file, from 0.
    var number: UInt32

    /// The keys of the words at even and at odd places.
    @inline(__always)
    var keys: Keys {
        let keys = block_keys_of(identity.run, number, identity.packed)
        return Keys(even: keys.even, odd: keys.odd)
    }

    @inline(__always)
    init(_ identity: Identity, number: UInt32) {
        self.identity = identity
        self.number = number
    }

    /// The block that has these keys: any two are some block's.
    @inline(__always)
    init(even: UInt64, odd: UInt64) {
        let a = even ^ Mixing.mix(odd)
        let runAndNumber = Mixing.unmix(a)
        identity = Identity(run: UInt32(runAndNumber >> 32), packed: Mixing.unmix(odd) ^ a)
        number = UInt32(truncatingIfNeeded: runAndNumber)
    }

    /// The word at a place of a block, in words, that has these keys.
    static func word(_ index: Int, _ keys: Keys) -> UInt64 {
        Table.words[index] ^ (index & 1 == 0 ? keys.even : keys.odd)
    }
}
