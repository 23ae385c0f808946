/// Percent-encoding, read.
enum PercentDecoding {
    /// The text that `raw` stands for; nil where an escape is broken, or stands for NUL.
    static func decode(_ raw: Substring, plusIsSpace: Bool = false, takesNUL: Bool = false) -> String? {
        guard raw.utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else {
            return String(raw)
        }
        var bytes: [UInt8] = []
        var rest = raw.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%") where isUTF16Escape(rest):
                // Jetty takes it, and who reads the path after it leaves it as it is.
                bytes.append(byte)
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit),
                    takesNUL || high << 4 | low != 0
                else { return nil }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        return JavaText.decode(bytes)
    }

    /// `u` and four digits, behind a `%`.
    private static func isUTF16Escape(_ rest: Substring.UTF8View.SubSequence) -> Bool {
        let digits = rest.dropFirst().prefix(4)
        return rest.first == UInt8(ascii: "u") && digits.count == 4 && digits.allSatisfy { digit($0) != nil }
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
