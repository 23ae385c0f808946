/// Text that is the same on every machine: lines of words in an order that a fixed generator gives.
enum SampleText {
    private static let words = [
        "alluxio", "block", "bytes", "cache", "client", "close", "cluster", "copy", "create", "data",
        "delete", "file",
        "folder", "journal", "length", "line", "list", "load", "master", "memory", "mount", "node", "offset",
        "open",
        "page", "path", "process", "proxy", "read", "status", "store", "stream", "tier", "under", "worker",
        "write",
    ]

    /// So many bytes of ASCII text, ending in a line feed where there is room for one.
    static func bytes(count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 64)
        var state: UInt64 = 1
        var line = 0
        while bytes.count < count {
            bytes += Array("\(line):".utf8)
            for _ in 0..<10 {
                bytes.append(UInt8(ascii: " "))
                bytes += Array(words[Int(next(&state) % UInt64(words.count))].utf8)
            }
            bytes.append(UInt8(ascii: "\n"))
            line += 1
        }
        bytes.removeLast(bytes.count - count)
        if count > 0 { bytes[count - 1] = UInt8(ascii: "\n") }
        return bytes
    }

    /// SplitMix64 (Steele, Lea and Flood, 2014).
    private static func next(_ state: inout UInt64) -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
