import CVectors

/// The mixing function of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014),
/// which maps 64 bits to 64 bits one to one.
package enum Mixing {
    @inline(__always)
    static func mix(_ value: UInt64) -> UInt64 { block_mix(value) }

    /// The generator's next number; `state` may begin as any.
    package static func next(_ state: inout UInt64) -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        return mix(state)
    }

    /// What `mix` made `value` of. The factors are the inverses of its own modulo 2^64.
    @inline(__always)
    static func unmix(_ value: UInt64) -> UInt64 {
        var z = value
        z ^= z >> 31 ^ z >> 62
        z &*= 0x3196_42b2_d24d_8ec3
        z ^= z >> 27 ^ z >> 54
        z &*= 0x96de_1b17_3f11_9089
        return z ^ z >> 30 ^ z >> 60
    }
}
