/// Finds the place in a block from the first and the last of three words in a row: the key that both bear is gone from
/// their XOR, and no two places have the same.
struct WordTriples {
    private static let slotCount = 4096

    /// The places plus 1 by the low bits of their XOR; 0 where there is none. Stays for the life of the process.
    // Unsafe only by its type: it is written once, before anybody has it, and read from then on.
    nonisolated(unsafe) private static let allSlots: UnsafePointer<UInt16> = {
        let slots = UnsafeMutablePointer<UInt16>.allocate(capacity: slotCount)
        slots.initialize(repeating: 0, count: slotCount)
        for place in 0..<Table.count - 2 {
            var slot = firstSlot(of: Table.steps[place])
            while slots[slot] != 0 { slot = (slot + 1) % slotCount }
            slots[slot] = UInt16(place + 1)
        }
        return UnsafePointer(slots)
    }()

    // At hand: a global's first use is looked for at every use.
    private let slots = Self.allSlots
    private let steps = Table.steps

    @inline(__always)
    private static func firstSlot(of difference: UInt64) -> Int {
        Int(truncatingIfNeeded: difference & UInt64(slotCount - 1))
    }

    /// The place of the first of the words, counted in words, if they are one block's.
    @inline(__always)
    func place(first: UInt64, last: UInt64) -> Int? {
        let difference = first ^ last
        var slot = Self.firstSlot(of: difference)
        while case let entry = Int(slots[slot]), entry != 0 {
            if steps[entry - 1] == difference { return entry - 1 }
            slot = (slot + 1) & (Self.slotCount - 1)
        }
        return nil
    }
}
