/// Options of get-status.
public struct GetStatusOptions: AlluxioOptions, SentOptions {
    public var loadMetadataType: LoadMetadataType?
    public var commonOptions: CommonOptions?
    /// What the caller must be allowed to do with the file.
    public var accessMode: Mode.Bits?
    /// Whether the call counts as an access.
    public var updateTimestamps: Bool?
    public var includeRealContentHash: Bool?

    public init() {}

    func write(to json: inout OptionsJSON) {
        json.member("loadMetadataType", loadMetadataType)
        json.members(of: commonOptions)
        json.member("accessMode", accessMode)
        json.member("updateTimestamps", updateTimestamps)
        json.member("includeRealContentHash", includeRealContentHash)
    }
}

/// Options of list-status.
public struct ListStatusOptions: AlluxioOptions, SentOptions {
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

    func write(to json: inout OptionsJSON) {
        json.member("loadMetadataType", loadMetadataType)
        json.members(of: commonOptions)
        json.member("recursive", recursive)
        json.member("loadMetadataOnly", loadMetadataOnly)
        json.member("disableAreDescendantsLoadedCheck", disableAreDescendantsLoadedCheck)
        json.member("loadDirectChildren", loadDirectChildren)
        json.member("excludeMountInfo", excludeMountInfo)
    }
}

/// Options of exists.
public struct ExistsOptions: AlluxioOptions, SentOptions {
    public var loadMetadataType: LoadMetadataType?
    public var commonOptions: CommonOptions?

    public init() {}

    func write(to json: inout OptionsJSON) {
        json.member("loadMetadataType", loadMetadataType)
        json.members(of: commonOptions)
    }
}
