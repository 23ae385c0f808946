/// Base64 of RFC 4648, section 4. Every file's mark is written and read as such; Foundation's goes by way of a `Data` and a
/// `String` each time, and takes twice as long.
enum Base64 {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")
    /// What each byte stands for; 64 for one that is no digit.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 64, count: 256)
        for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
        return values
    }()

    static func encode(_ data: [UInt8]) -> [UInt8] {
        let digits = digits
        var text: [UInt8] = []
        text.reserveCapacity((data.count + 2) / 3 * 4)
        // Bits that are not written yet are the lowest `count` of them.
        var (bits, count) = (UInt32(0), 0)
        for byte in data {
            (bits, count) = (bits << 8 | UInt32(byte), count + 8)
            while count >= 6 {
                count -= 6
                text.append(digits[Int(bits >> count & 63)])
            }
        }
        if count > 0 { text.append(digits[Int(bits << (6 - count) & 63)]) }
        while !text.count.isMultiple(of: 4) { text.append(padding) }
        return text
    }

    /// Nil for what is not base64 with just the padding that is due.
    static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.count.isMultiple(of: 4) else { return nil }
        var text = text
        for _ in 0..<2 where text.last == padding { text = text.dropLast() }
        let values = values
        var data: [UInt8] = []
        data.reserveCapacity(text.count * 6 / 8)
        var (bits, count) = (UInt32(0), 0)
        for digit in text {
            let value = values[Int(digit)]
            guard value < 64 else { return nil }
            (bits, count) = (bits << 6 | UInt32(value), count + 6)
            guard count >= 8 else { continue }
            count -= 8
            data.append(UInt8(truncatingIfNeeded: bits >> count))
        }
        return data
    }
}
