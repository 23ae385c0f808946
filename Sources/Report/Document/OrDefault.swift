/// Stands for a value that a document may lack, which older ones were written without.
public protocol DefaultOfKey {
    associatedtype Value: Codable & Sendable & Equatable
    static var value: Value { get }
}

/// A value of a document, with one that holds where the key is missing.
@propertyWrapper
public struct OrDefault<Default: DefaultOfKey>: Codable, Sendable, Equatable {
    public var wrappedValue: Default.Value

    public init(wrappedValue: Default.Value) { self.wrappedValue = wrappedValue }

    public init(from decoder: any Decoder) throws { wrappedValue = try Default.Value(from: decoder) }

    public func encode(to encoder: any Encoder) throws { try wrappedValue.encode(to: encoder) }
}

extension KeyedDecodingContainer {
    // What the compiler makes of a property calls this for its wrapper.
    func decode<Default>(_ type: OrDefault<Default>.Type, forKey key: Key) throws -> OrDefault<Default> {
        try decodeIfPresent(type, forKey: key) ?? OrDefault(wrappedValue: Default.value)
    }
}

/// 0.
public enum Zero: DefaultOfKey { public static var value: Int { 0 } }
/// No seed.
public enum NoSeed: DefaultOfKey { public static var value: UInt32 { 0 } }
/// 0 bytes.
public enum ZeroBytes: DefaultOfKey { public static var value: Int64 { 0 } }
/// 1.
public enum One: DefaultOfKey { public static var value: Int { 1 } }
/// No element.
public enum Empty<Element: Codable & Sendable & Equatable>: DefaultOfKey {
    public static var value: [Element] { [] }
}
/// No value under any name.
public enum None<Element: Codable & Sendable & Equatable>: DefaultOfKey {
    public static var value: [String: Element] { [:] }
}
/// True.
public enum Yes: DefaultOfKey { public static var value: Bool { true } }
/// False.
public enum No: DefaultOfKey { public static var value: Bool { false } }
