/// What a load test looks at in a status; decoded from a listing in less than half of the time of `FileStatus`.
public struct FileSummary: Hashable, Sendable, Codable {
    public var name: String
    public var path: String
    /// Bytes; 0 while the file is written.
    public var length: Int64
    /// Whether the file's writer has closed it.
    public var completed: Bool
    public var folder: Bool
    public var pinned: Bool
    public var mountPoint: Bool
    /// Milliseconds since 1970.
    public var creationTimeMs: Int64
    /// How much of the file the workers hold, of 100; 0 of a complete file that was evicted.
    public var inAlluxioPercentage: Int
    public var persisted: Bool
    public var persistenceState: PersistenceState
    /// Not in 1.x.
    public var xattr: ExtendedAttributes?
}
