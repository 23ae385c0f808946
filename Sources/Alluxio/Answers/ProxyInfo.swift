/// What a proxy says of itself.
public struct ProxyInfo: Hashable, Sendable, Decodable {
    /// As `2.9.6`.
    public var version: String
    /// The proxy's properties as text, whatever their type; those without a value are left out.
    public var configuration: [String: String]
    /// When the proxy started, milliseconds since 1970.
    public var startTimeMs: Int64
    public var uptimeMs: Int64

    private enum CodingKeys: CodingKey { case version, configuration, startTimeMs, uptimeMs }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        version = try container.decode(String.self, forKey: .version)
        configuration = try container.decode([String: Property].self, forKey: .configuration)
            .compactMapValues(\.text)
        startTimeMs = try container.decode(Int64.self, forKey: .startTimeMs)
        uptimeMs = try container.decode(Int64.self, forKey: .uptimeMs)
    }
}

/// The value of a property: text in Alluxio 1, of any plain type in 2.
private struct Property: Decodable {
    var text: String?

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() { return }
        if let value = try? container.decode(String.self) {
            text = value
        } else if let value = try? container.decode(Bool.self) {
            text = "\(value)"
        } else if let value = try? container.decode(Int64.self) {
            text = "\(value)"
        } else {
            text = "\(try container.decode(Double.self))"
        }
    }
}
