/// The 512 numbers that every block's words are made of.
enum Table {
    static let count = 512

    /// Stays for the life of the process.
    // Unsafe only by its type: it is written once, before anybody has it, and read from then on.
    nonisolated(unsafe) static let words: UnsafePointer<UInt64> = {
        // A vector of them lies in one line of the cache; one that begins at the last number may be loaded, too.
        let words = UnsafeMutableRawPointer.allocate(byteCount: 8 * (count + 8), alignment: 64)
            .bindMemory(to: UInt64.self, capacity: count + 8)
        words.initialize(repeating: 0, count: count + 8)
        var state: UInt64 = 1
        for index in 0..<count { words[index] = Mixing.next(&state) }
        return UnsafePointer(words)
    }()

    /// Of each number and the one two places on, the XOR: that of two such words of any block. Of the last two it is 0.
    // Unsafe only by its type, as above.
    nonisolated(unsafe) static let steps: UnsafePointer<UInt64> = {
        let steps = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
        steps.initialize(repeating: 0, count: count)
        for index in 0..<count - 2 { steps[index] = words[index] ^ words[index + 2] }
        return UnsafePointer(steps)
    }()
}
