/// Writes options as JSON: what options are made of, and no more, for every file that is written has its own. (That is
/// objects, lists, texts, whole numbers and truth values; `JSONEncoder` takes many times as long.)
struct OptionsEncoder: Encoder {
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any]
    private let text: OptionsText
    /// The object or list that this encoder's value turned out to be.
    private let nest = Nest()

    /// An object or list that is being written.
    private final class Nest {
        var closing: UInt8?
        var isEmpty = true
    }

    private init(_ text: OptionsText, _ userInfo: [CodingUserInfoKey: Any]) {
        self.text = text
        self.userInfo = userInfo
    }

    /// Throws what the options' own `encode(to:)` throws.
    static func encode(_ options: some Encodable, _ dialect: Dialect) throws -> [UInt8] {
        let text = OptionsText()
        try OptionsEncoder(text, [.dialect: dialect]).write(options)
        return text.bytes
    }

    func container<Key: CodingKey>(keyedBy _: Key.Type) -> KeyedEncodingContainer<Key> {
        open("{", closing: "}")
        return KeyedEncodingContainer(Members<Key>(encoder: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        open("[", closing: "]")
        return Elements(encoder: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { Single(encoder: self) }

    /// Begins the object or list, where that was not done before.
    private func open(_ opening: Unicode.Scalar, closing: Unicode.Scalar) {
        guard nest.closing == nil else { return }
        nest.closing = UInt8(ascii: closing)
        text.bytes.append(UInt8(ascii: opening))
    }

    private func separate() {
        if !nest.isEmpty { text.bytes.append(UInt8(ascii: ",")) }
        nest.isEmpty = false
    }

    /// An object, a list, or what stands for a text. (A number of another type than those below would not end.)
    private func write(_ value: some Encodable) throws {
        let inner = OptionsEncoder(text, userInfo)
        try value.encode(to: inner)
        if let closing = inner.nest.closing { text.bytes.append(closing) }
    }

    private func write(_ string: String) { text.append(quoted: string) }
    private func write(_ flag: Bool) { text.bytes.append(contentsOf: (flag ? "true" : "false").utf8) }
    private func write(_ number: Int64) { text.bytes.append(contentsOf: "\(number)".utf8) }
    private func writeNull() { text.bytes.append(contentsOf: "null".utf8) }
}

extension OptionsEncoder {
    private struct Single: SingleValueEncodingContainer {
        let encoder: OptionsEncoder
        var codingPath: [any CodingKey] { [] }

        func encodeNil() { encoder.writeNull() }
        func encode(_ value: String) { encoder.write(value) }
        func encode(_ value: Bool) { encoder.write(value) }
        func encode(_ value: Int) { encoder.write(Int64(value)) }
        func encode(_ value: Int64) { encoder.write(value) }
        func encode(_ value: some Encodable) throws { try encoder.write(value) }
    }

    private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
        let encoder: OptionsEncoder
        var codingPath: [any CodingKey] { [] }

        func encodeNil(forKey key: Key) {
            begin(key)
            encoder.writeNull()
        }
        func encode(_ value: String, forKey key: Key) {
            begin(key)
            encoder.write(value)
        }
        func encode(_ value: Bool, forKey key: Key) {
            begin(key)
            encoder.write(value)
        }
        func encode(_ value: Int, forKey key: Key) { encode(Int64(value), forKey: key) }
        func encode(_ value: Int64, forKey key: Key) {
            begin(key)
            encoder.write(value)
        }
        func encode(_ value: some Encodable, forKey key: Key) throws {
            begin(key)
            try encoder.write(value)
        }

        private func begin(_ key: Key) {
            encoder.separate()
            encoder.text.append(quoted: key.stringValue)
            encoder.text.bytes.append(UInt8(ascii: ":"))
        }

        func nestedContainer<Nested: CodingKey>(keyedBy _: Nested.Type, forKey _: Key)
            -> KeyedEncodingContainer<Nested>
        { preconditionFailure("options nest by their types") }
        func nestedUnkeyedContainer(forKey _: Key) -> any UnkeyedEncodingContainer {
            preconditionFailure("options nest by their types")
        }
        func superEncoder() -> any Encoder { preconditionFailure("options have no superclass") }
        func superEncoder(forKey _: Key) -> any Encoder { superEncoder() }
    }

    private struct Elements: UnkeyedEncodingContainer {
        let encoder: OptionsEncoder
        var codingPath: [any CodingKey] { [] }
        private(set) var count = 0

        init(encoder: OptionsEncoder) { self.encoder = encoder }

        mutating func encodeNil() {
            begin()
            encoder.writeNull()
        }
        mutating func encode(_ value: String) {
            begin()
            encoder.write(value)
        }
        mutating func encode(_ value: some Encodable) throws {
            begin()
            try encoder.write(value)
        }

        private mutating func begin() {
            encoder.separate()
            count += 1
        }

        func nestedContainer<Nested: CodingKey>(keyedBy _: Nested.Type) -> KeyedEncodingContainer<Nested> {
            preconditionFailure("options nest by their types")
        }
        func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
            preconditionFailure("options nest by their types")
        }
        func superEncoder() -> any Encoder { preconditionFailure("options have no superclass") }
    }
}

/// The JSON that is being written.
private final class OptionsText {
    var bytes: [UInt8] = []

    /// Appends a string of RFC 8259, section 7.
    func append(quoted string: String) {
        bytes.append(UInt8(ascii: "\""))
        defer { bytes.append(UInt8(ascii: "\"")) }
        let needsEscapes = string.utf8.contains {
            $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\")
        }
        guard needsEscapes else {
            bytes.append(contentsOf: string.utf8)
            return
        }
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case ..<0x20:
                bytes.append(contentsOf: ((byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16)).utf8)
            default: bytes.append(byte)
            }
        }
    }
}
