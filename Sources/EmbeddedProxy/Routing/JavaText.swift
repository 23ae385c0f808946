/// Text as Java makes it of bytes and reads numbers in it.
enum JavaText {
    /// Bad UTF-8 becomes U+FFFD as often as in Java: once for a surrogate, where Swift has three.
    static func decode(_ bytes: [UInt8]) -> String {
        guard bytes.contains(0xed) else { return String(decoding: bytes, as: UTF8.self) }
        var mended: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.first {
            if byte == 0xed, rest.count > 2, rest[rest.startIndex + 1] >= 0xa0 {
                mended += Array("\u{fffd}".utf8)
                rest = rest.dropFirst(3)
            } else {
                mended.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: mended, as: UTF8.self)
    }

    /// A number in the decimal digits of any script.
    static func integer(_ text: String) -> Int32? {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return Int32(text) }
        var digits = ""
        for scalar in text.unicodeScalars {
            if scalar.properties.generalCategory == .decimalNumber, let value = scalar.properties.numericValue
            {
                digits += "\(Int(value))"
            } else {
                guard digits.isEmpty, scalar == "-" || scalar == "+" else { return nil }
                digits.unicodeScalars.append(scalar)
            }
        }
        return Int32(digits)
    }
}
