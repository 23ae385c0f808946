/// The 512 numbers that every block's words are made of.
enum Table {
    static let count = 512

    /// Stays for the life of the process.
    // Unsafe only by its type: it is written once, before anybody has it, and read from then on.
    nonisolated(unsafe) static let words: UnsafePointer<UInt64> = {
        let words = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
        var state: UInt64 = 1
        for index in 0..<count {
            state &+= 0x9e37_79b9_7f4a_7c15
            words[index] = Mixing.mix(state)
        }
        return UnsafePointer(words)
    }()
}
