/// Writes JSON of RFC 8259: what options are made of, and no more.
///
/// Not by `Encodable`, which takes ten times as long: every file that is written has options of its own.
struct OptionsJSON {
    let dialect: Dialect
    private(set) var bytes: [UInt8] = []

    init(_ dialect: Dialect) {
        self.dialect = dialect
        bytes.reserveCapacity(256)
    }

    mutating func object(_ members: (inout OptionsJSON) -> Void) {
        bytes.append(UInt8(ascii: "{"))
        members(&self)
        bytes.append(UInt8(ascii: "}"))
    }

    /// A member of an object, where there is a value.
    mutating func member(_ name: String, _ value: (some OptionValue)?) {
        guard let value else { return }
        begin(name)
        value.write(to: &self)
    }

    mutating func member(_ name: String, object members: (inout OptionsJSON) -> Void) {
        begin(name)
        object(members)
    }

    /// A member that is the base64 of some bytes.
    mutating func member(_ name: String, base64 data: [UInt8]) {
        begin(name)
        bytes.append(UInt8(ascii: "\""))
        Base64.append(data, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func array(_ elements: some Sequence<some OptionValue>) {
        bytes.append(UInt8(ascii: "["))
        for element in elements {
            separate()
            element.write(to: &self)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// A string of RFC 8259, section 7.
    mutating func string(_ string: String) {
        bytes.append(UInt8(ascii: "\""))
        let start = bytes.count
        bytes.append(contentsOf: string.utf8)
        if bytes[start...].contains(where: Self.needsEscape) {
            bytes.removeSubrange(start...)
            for byte in string.utf8 { append(escaped: byte) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// A number, true or false.
    mutating func word(_ word: String) { bytes.append(contentsOf: word.utf8) }

    private mutating func begin(_ name: String) {
        separate()
        string(name)
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func separate() {
        let isFirst = bytes.last == UInt8(ascii: "{") || bytes.last == UInt8(ascii: "[")
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func append(escaped byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case ..<0x20: word((byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16))
        default: bytes.append(byte)
        }
    }
}

/// What an option can be set to.
protocol OptionValue {
    func write(to json: inout OptionsJSON)
}

extension Bool: OptionValue {
    func write(to json: inout OptionsJSON) { json.word(self ? "true" : "false") }
}

extension Int: OptionValue {
    func write(to json: inout OptionsJSON) { json.word(String(self)) }
}

extension Int64: OptionValue {
    func write(to json: inout OptionsJSON) { json.word(String(self)) }
}

extension String: OptionValue {
    func write(to json: inout OptionsJSON) { json.string(self) }
}

extension OptionValue where Self: RawRepresentable<String> {
    func write(to json: inout OptionsJSON) { json.string(rawValue) }
}

extension [String]: OptionValue {
    func write(to json: inout OptionsJSON) { json.array(self) }
}

extension [String: String]: OptionValue {
    func write(to json: inout OptionsJSON) {
        json.object { json in
            for (name, value) in self { json.member(name, value) }
        }
    }
}
