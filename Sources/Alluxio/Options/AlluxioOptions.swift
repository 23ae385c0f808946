/// The options of one of Alluxio's calls. What is nil is not sent, and Alluxio's own default holds.
///
/// They are `Codable` in Alluxio 2's spelling. To a 1.x proxy the client spells what that spells otherwise its way; what
/// a version does not know is sent all the same, for the proxy to refuse by name.
public protocol AlluxioOptions: Codable, Hashable, Sendable {
    var commonOptions: CommonOptions? { get set }
    init()
}

extension AlluxioOptions {
    /// Options of which some are set, as in `CreateFileOptions { $0.recursive = true }`.
    public init(_ set: (inout Self) -> Void) {
        self.init()
        set(&self)
    }

    /// The options as a request's body, in JSON as the dialect spells them; nothing where no option is set.
    func body(_ dialect: Dialect) throws -> [UInt8]? {
        self == Self()
            ? nil : try OptionsEncoder.encode(WireOptions(options: self, dialect: dialect), dialect)
    }
}

/// Options as the dialect spells them.
private struct WireOptions<Options: AlluxioOptions>: Encodable {
    var options: Options
    var dialect: Dialect

    private enum TTLKeys: CodingKey { case ttl, ttlAction }

    func encode(to encoder: any Encoder) throws {
        guard dialect == .v1, let common = options.commonOptions else {
            return try options.encode(to: encoder)
        }
        // Alluxio 1 has the time to live beside the other options, and only the rest among the common ones.
        var rest = options
        rest.commonOptions = common.syncIntervalMs.map { CommonOptions(syncIntervalMs: $0) }
        try rest.encode(to: encoder)
        var container = encoder.container(keyedBy: TTLKeys.self)
        try container.encodeIfPresent(common.ttl, forKey: .ttl)
        try container.encodeIfPresent(common.ttlAction, forKey: .ttlAction)
    }
}

extension CodingUserInfoKey {
    static let dialect: CodingUserInfoKey = {
        guard let key = CodingUserInfoKey(rawValue: "dialect") else {
            preconditionFailure("any text is a key")
        }
        return key
    }()
}

extension Encoder {
    /// The dialect to encode in; Alluxio 2's where none was said.
    var dialect: Dialect { userInfo[.dialect] as? Dialect ?? .v2 }
}
