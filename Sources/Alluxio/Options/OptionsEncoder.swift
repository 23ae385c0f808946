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

    private func write(_ value: some Encodable) throws {
        switch value {
        case let string as String: text.append(quoted: string)
        case let flag as Bool: text.bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        case let number as any BinaryInteger: text.bytes.append(contentsOf: "\(number)".utf8)
        case is any BinaryFloatingPoint: preconditionFailure("no option is a fraction")
        default:
            let inner = OptionsEncoder(text, userInfo)
            try value.encode(to: inner)
            if let closing = inner.nest.closing { text.bytes.append(closing) }
        }
    }
}

extension OptionsEncoder {
    private struct Single: SingleValueEncodingContainer {
        let encoder: OptionsEncoder
        var codingPath: [any CodingKey] { [] }

        func encodeNil() { encoder.text.bytes.append(contentsOf: "null".utf8) }
        func encode(_ value: some Encodable) throws { try encoder.write(value) }
    }

    private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
        let encoder: OptionsEncoder
        var codingPath: [any CodingKey] { [] }

        func encodeNil(forKey key: Key) throws { try encode(String?.none, forKey: key) }

        func encode(_ value: some Encodable, forKey key: Key) throws {
            encoder.separate()
            encoder.text.append(quoted: key.stringValue)
            encoder.text.bytes.append(UInt8(ascii: ":"))
            try encoder.write(value)
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

        mutating func encodeNil() throws { try encode(String?.none) }

        mutating func encode(_ value: some Encodable) throws {
            encoder.separate()
            try encoder.write(value)
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
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case ..<0x20:
                bytes.append(contentsOf: ((byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16)).utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
