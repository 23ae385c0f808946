/// All that get-status and list-status say of a file or folder; the names are the answer's own.
///
/// Alluxio 2 repeats most of it under `fileInfo`; that copy is not read. Times are milliseconds since 1970, lengths bytes.
public struct FileStatus: Hashable, Sendable, Codable {
    public var name: String
    public var path: String
    /// Where the under store has it; empty for what it never will.
    public var ufsPath: String
    public var fileId: Int64
    /// 0 while the file is written.
    public var length: Int64
    public var blockSizeBytes: Int64
    public var creationTimeMs: Int64
    public var lastModificationTimeMs: Int64
    /// Not in 1.x.
    public var lastAccessTimeMs: Int64?
    /// Whether the file's writer has closed it.
    public var completed: Bool
    public var folder: Bool
    public var pinned: Bool
    /// Not in 1.x.
    public var pinnedMediumTypes: [String]?
    public var cacheable: Bool
    public var persisted: Bool
    public var persistenceState: PersistenceState
    public var mountPoint: Bool
    public var mountId: Int64
    public var owner: String
    public var group: String
    /// The permission bits, as chmod has them.
    public var mode: Int
    /// Time to live in milliseconds; -1 for ever.
    public var ttl: Int64
    public var ttlAction: TTLAction
    public var inMemoryPercentage: Int
    /// How much of the file the workers hold, of 100; 0 of a complete file that was evicted.
    public var inAlluxioPercentage: Int
    public var blockIds: [Int64]
    public var fileBlockInfos: [FileBlockInfo]
    public var ufsFingerprint: String
    /// Not in 1.x.
    public var replicationMax: Int?
    /// Not in 1.x.
    public var replicationMin: Int?
    /// Not in 1.x.
    public var acl: AccessControlList?
    /// Not in 1.x.
    public var defaultAcl: AccessControlList?
    /// Not in 1.x.
    public var xattr: ExtendedAttributes?
}

/// Whether the under store has a file. A status may hold a name that is not among these.
public struct PersistenceState: RawRepresentable, Hashable, Sendable, Codable {
    public var rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public static let notPersisted = PersistenceState(rawValue: "NOT_PERSISTED")
    public static let toBePersisted = PersistenceState(rawValue: "TO_BE_PERSISTED")
    public static let persisted = PersistenceState(rawValue: "PERSISTED")
    public static let lost = PersistenceState(rawValue: "LOST")
}

/// An access control list.
public struct AccessControlList: Hashable, Sendable, Codable {
    public var owner: String
    public var owningGroup: String
    /// As `user::rw-`.
    public var stringEntries: [String]
}
