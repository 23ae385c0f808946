/// Base64 of RFC 4648, section 4: the standard alphabet, with padding.
///
/// Not Foundation's, which takes three to five times as long for so few bytes: a mark is sent and read with every file.
enum Base64 {
    private static let alphabet: StaticString =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    private static let padding = UInt8(ascii: "=")

    static func append(_ data: [UInt8], to text: inout [UInt8]) {
        text.reserveCapacity(text.count + (data.count + 2) / 3 * 4)
        var start = 0
        while start < data.count {
            let count = min(3, data.count - start)
            var group: UInt32 = 0
            for index in 0..<3 { group = group << 8 | (index < count ? UInt32(data[start + index]) : 0) }
            for index in 0..<4 {
                text.append(index <= count ? digit(group >> UInt32(18 - 6 * index)) : padding)
            }
            start += 3
        }
    }

    /// Nil where the text is not base64 of the one form that `append` gives.
    static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.count % 4 == 0 else { return nil }
        let digits = text.dropLast(text.last != padding ? 0 : text.dropLast().last != padding ? 1 : 2)
        var data: [UInt8] = []
        data.reserveCapacity(text.count / 4 * 3)
        var group: UInt32 = 0
        var bits: UInt32 = 0
        for digit in digits {
            guard let value = value(of: digit) else { return nil }
            group = group << 6 | value
            bits += 6
            if bits >= 8 {
                bits -= 8
                data.append(UInt8(truncatingIfNeeded: group >> bits))
            }
        }
        // What is left of the last digit must be zero.
        return group & (1 << bits - 1) == 0 ? data : nil
    }

    private static func digit(_ value: UInt32) -> UInt8 { alphabet.utf8Start[Int(value & 63)] }

    private static func value(of digit: UInt8) -> UInt32? {
        switch digit {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
