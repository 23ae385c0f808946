/// Options that most calls take.
public struct CommonOptions: Hashable, Sendable, Codable {
    /// Metadata older than so many milliseconds is read from the under store again; -1 never, 0 always.
    public var syncIntervalMs: Int64?
    /// Time to live in milliseconds; -1 for ever.
    public var ttl: Int64?
    /// What happens when the time is over.
    public var ttlAction: TTLAction?

    public init(syncIntervalMs: Int64? = nil, ttl: Int64? = nil, ttlAction: TTLAction? = nil) {
        self.syncIntervalMs = syncIntervalMs
        self.ttl = ttl
        self.ttlAction = ttlAction
    }
}

/// What is done with a file whose time to live is over. A status may hold a name that is not among these.
public struct TTLAction: RawRepresentable, Hashable, Sendable, Codable {
    public var rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Deleted from Alluxio and the under store.
    public static let delete = TTLAction(rawValue: "DELETE")
    /// Freed from the workers' storage.
    public static let free = TTLAction(rawValue: "FREE")
    /// Deleted from Alluxio, not from the under store; from 2.9 on.
    public static let deleteAlluxio = TTLAction(rawValue: "DELETE_ALLUXIO")
}

/// When metadata is read from the under store.
public enum LoadMetadataType: String, Hashable, Sendable, Codable {
    case never = "NEVER"
    case once = "ONCE"
    case always = "ALWAYS"

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        // Alluxio 1 writes them with one capital.
        let name =
            encoder.dialect == .v1 ? rawValue.prefix(1) + rawValue.dropFirst().lowercased() : rawValue[...]
        try container.encode(String(name))
    }
}
