/// Options that most calls take.
public struct CommonOptions: Hashable, Sendable, Decodable {
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

extension OptionsJSON {
    /// Writes the member `commonOptions`. Alluxio 1 has the time to live beside it.
    mutating func members(of options: CommonOptions?) {
        guard let options else { return }
        switch dialect {
        case .v1:
            if let interval = options.syncIntervalMs {
                member("commonOptions", object: { $0.member("syncIntervalMs", interval) })
            }
            timeToLive(options)
        case .v2:
            member(
                "commonOptions",
                object: { json in
                    json.member("syncIntervalMs", options.syncIntervalMs)
                    json.timeToLive(options)
                })
        }
    }

    private mutating func timeToLive(_ options: CommonOptions) {
        member("ttl", options.ttl)
        member("ttlAction", options.ttlAction)
    }
}

/// What is done with a file whose time to live is over. A status may hold a name that is not among these.
public struct TTLAction: RawRepresentable, Hashable, Sendable, Codable, OptionValue {
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
public enum LoadMetadataType: String, Hashable, Sendable, Decodable, OptionValue {
    case never = "NEVER"
    case once = "ONCE"
    case always = "ALWAYS"

    func write(to json: inout OptionsJSON) {
        // Alluxio 1 writes them with one capital.
        json.string(
            json.dialect == .v1 ? rawValue.prefix(1) + rawValue.dropFirst().lowercased() : rawValue)
    }
}
