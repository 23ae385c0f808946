/// Base64 of an extended attribute's value, looked at and kept as it is.
enum Base64 {
    static func check(_ text: String) throws(BadOptions) {
        for (index, byte) in text.utf8.enumerated() where !isDigit(byte) && byte != UInt8(ascii: "=") {
            let code = "0x" + String(byte, radix: 16)
            guard byte <= 0x20 else {
                throw .refusedValue(
                    "Illegal character '\(Unicode.Scalar(byte))' (code \(code)) in base64 content")
            }
            throw .refusedValue(
                "Illegal white space character (code \(code)) as character #\(index % 4 + 1) of 4-char base64 unit: can only used between units"
            )
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "/"):
            true
        default: false
        }
    }
}
