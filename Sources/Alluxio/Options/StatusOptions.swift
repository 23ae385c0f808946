/// Options of get-status.
public struct GetStatusOptions: AlluxioOptions {
    public var loadMetadataType: LoadMetadataType?
    public var commonOptions: CommonOptions?
    /// What the caller must be allowed to do with the file.
    public var accessMode: Mode.Bits?
    /// Whether the call counts as an access.
    public var updateTimestamps: Bool?
    public var includeRealContentHash: Bool?

    public init() {}
}

/// Options of list-status.
public struct ListStatusOptions: AlluxioOptions {
    public var loadMetadataType: LoadMetadataType?
    public var commonOptions: CommonOptions?
    /// Whether what stands in subfolders is listed, too.
    public var recursive: Bool?
    /// Whether metadata is loaded and an empty listing answered.
    public var loadMetadataOnly: Bool?
    public var disableAreDescendantsLoadedCheck: Bool?
    public var loadDirectChildren: Bool?
    /// Whether statuses come without what the mount table says: quicker.
    public var excludeMountInfo: Bool?

    public init() {}
}

/// Options of exists.
public struct ExistsOptions: AlluxioOptions {
    public var loadMetadataType: LoadMetadataType?
    public var commonOptions: CommonOptions?

    public init() {}
}
