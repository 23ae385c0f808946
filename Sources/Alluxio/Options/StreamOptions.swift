/// Options of open-file.
public struct OpenFileOptions: AlluxioOptions, SentOptions {
    public var readType: ReadType?
    /// The most reads of one block from the under store that a worker does at once.
    public var maxUfsReadConcurrency: Int?
    public var commonOptions: CommonOptions?
    public var updateLastAccessTime: Bool?

    public init() {}

    func write(to json: inout OptionsJSON) {
        json.member("readType", readType)
        json.member("maxUfsReadConcurrency", maxUfsReadConcurrency)
        json.members(of: commonOptions)
        json.member("updateLastAccessTime", updateLastAccessTime)
    }
}

/// What a read leaves in Alluxio.
public enum ReadType: String, Hashable, Sendable, Decodable, CaseIterable, OptionValue {
    case noCache = "NO_CACHE"
    /// What came from the under store is kept.
    case cache = "CACHE"
    /// What is read moves to the top tier, too.
    case cachePromote = "CACHE_PROMOTE"
}
