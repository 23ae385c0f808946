/// JSON as it is written: fields keep their order.
struct JSONText {
    private(set) var bytes: [UInt8] = []
    /// Whether the next value or field follows another.
    private var follows = false

    mutating func object(_ fields: (inout JSONText) -> Void) { nested("{", "}", fields) }

    mutating func array(_ values: (inout JSONText) -> Void) { nested("[", "]", values) }

    mutating func value(_ text: String) {
        separate()
        quote(text)
    }

    mutating func value(_ number: Int64) {
        separate()
        bytes += String(number).utf8
    }

    mutating func value(_ number: UInt64) {
        separate()
        bytes += String(number).utf8
    }

    /// A number that is finite.
    mutating func value(_ number: Double) {
        separate()
        bytes += "\(number)".utf8
    }

    mutating func value(_ truth: Bool) {
        separate()
        bytes += (truth ? "true" : "false").utf8
    }

    mutating func null() {
        separate()
        bytes += "null".utf8
    }

    /// A field's name; its value comes next.
    mutating func name(_ name: String) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        follows = false
    }

    mutating func field(_ name: String, _ text: String) {
        self.name(name)
        value(text)
    }

    mutating func field(_ name: String, _ number: Int64) {
        self.name(name)
        value(number)
    }

    mutating func field(_ name: String, _ number: Int) { field(name, Int64(number)) }

    mutating func field(_ name: String, _ truth: Bool) {
        self.name(name)
        value(truth)
    }

    mutating func field(_ name: String, array values: (inout JSONText) -> Void) {
        self.name(name)
        array(values)
    }

    mutating func field(_ name: String, object fields: (inout JSONText) -> Void) {
        self.name(name)
        object(fields)
    }

    private mutating func nested(
        _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONText) -> Void
    ) {
        separate()
        bytes.append(UInt8(ascii: open))
        follows = false
        body(&self)
        bytes.append(UInt8(ascii: close))
        follows = true
    }

    private mutating func separate() {
        if follows { bytes.append(UInt8(ascii: ",")) }
        follows = true
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        // Nearly all text is as it stands, and bytes one by one are most of what a status costs.
        if text.utf8.contains(where: Self.isEscaped) { escape(text) } else { bytes += text.utf8 }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escape(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\n"): bytes += "\\n".utf8
            case UInt8(ascii: "\r"): bytes += "\\r".utf8
            case UInt8(ascii: "\t"): bytes += "\\t".utf8
            case 0x08: bytes += "\\b".utf8
            case 0x0c: bytes += "\\f".utf8
            case ..<0x20:
                let digits = Array("0123456789ABCDEF".utf8)
                bytes += "\\u00".utf8
                bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
    }
}
