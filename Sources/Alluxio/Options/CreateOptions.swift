/// Options of create-file.
public struct CreateFileOptions: AlluxioOptions, SentOptions {
    /// Whether missing parent folders are made.
    public var recursive: Bool?
    public var mode: Mode?
    /// The most replicas that are kept; -1 without limit.
    public var replicationMax: Int?
    /// The fewest replicas that are kept.
    public var replicationMin: Int?
    /// Replicas that are written before an asynchronous persist is done.
    public var replicationDurable: Int?
    /// The storage tier that is written to: 0 the top one, -1 the lowest.
    public var writeTier: Int?
    public var writeType: WriteType?
    public var commonOptions: CommonOptions?
    /// Milliseconds until an asynchronous persist begins.
    public var persistenceWaitTime: Int64?
    /// Alluxio gives them to the nearest existing folder above the file, too, in the place of all that it had.
    public var xattr: ExtendedAttributes?
    public var xattrPropStrat: XAttrPropagationStrategy?
    /// Whether a file of that path is replaced; from 2.9 on.
    public var overwrite: Bool?
    /// A worker reserves a whole block for as long as the writer is open.
    public var blockSizeBytes: Int64?

    public init() {}

    func write(to json: inout OptionsJSON) {
        json.member("recursive", recursive)
        json.member("mode", mode)
        json.member("replicationMax", replicationMax)
        json.member("replicationMin", replicationMin)
        json.member("replicationDurable", replicationDurable)
        json.member("writeTier", writeTier)
        json.member("writeType", writeType)
        json.members(of: commonOptions)
        json.member("persistenceWaitTime", persistenceWaitTime)
        json.member("xattr", xattr)
        json.member("xattrPropStrat", xattrPropStrat)
        json.member("overwrite", overwrite)
        json.member("blockSizeBytes", blockSizeBytes)
    }
}

/// Options of create-directory.
public struct CreateDirectoryOptions: AlluxioOptions, SentOptions {
    /// Whether missing parent folders are made.
    public var recursive: Bool?
    /// Whether it is right when the folder is there already.
    public var allowExists: Bool?
    public var mode: Mode?
    public var writeType: WriteType?
    public var commonOptions: CommonOptions?
    public var xattr: ExtendedAttributes?
    public var xattrPropStrat: XAttrPropagationStrategy?

    public init() {}

    func write(to json: inout OptionsJSON) {
        json.member("recursive", recursive)
        json.member("allowExists", allowExists)
        json.member("mode", mode)
        json.member("writeType", writeType)
        json.members(of: commonOptions)
        json.member("xattr", xattr)
        json.member("xattrPropStrat", xattrPropStrat)
    }
}

/// Where written data goes.
public enum WriteType: String, Hashable, Sendable, Decodable, CaseIterable, OptionValue {
    /// Into Alluxio alone; what does not fit is an error, what is evicted is lost.
    case mustCache = "MUST_CACHE"
    /// Into Alluxio if it fits.
    case tryCache = "TRY_CACHE"
    /// Into Alluxio and the under store, before the file is complete.
    case cacheThrough = "CACHE_THROUGH"
    /// Into the under store alone.
    case through = "THROUGH"
    /// Into Alluxio, and into the under store later.
    case asyncThrough = "ASYNC_THROUGH"
    /// Nowhere.
    case none = "NONE"
}
