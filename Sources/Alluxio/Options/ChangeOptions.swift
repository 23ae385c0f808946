/// Options of delete. Without any an empty folder is deleted, and one that is not is refused.
public struct DeleteOptions: AlluxioOptions, SentOptions {
    /// Whether all that stands in a folder is deleted with it.
    public var recursive: Bool?
    /// Whether the under store keeps what it has.
    public var alluxioOnly: Bool?
    /// Whether it is not looked whether the under store holds more than Alluxio knows of.
    public var unchecked: Bool?
    public var commonOptions: CommonOptions?
    public var syncParentNextTime: Bool?
    /// Whether mount points below are unmounted.
    public var deleteMountPoint: Bool?

    public init() {}

    func write(to json: inout OptionsJSON) {
        json.member("recursive", recursive)
        json.member("alluxioOnly", alluxioOnly)
        json.member("unchecked", unchecked)
        json.members(of: commonOptions)
        json.member("syncParentNextTime", syncParentNextTime)
        json.member("deleteMountPoint", deleteMountPoint)
    }
}

/// Options of rename.
public struct RenameOptions: AlluxioOptions, SentOptions {
    public var commonOptions: CommonOptions?
    public var persist: Bool?

    public init() {}

    func write(to json: inout OptionsJSON) {
        json.members(of: commonOptions)
        json.member("persist", persist)
    }
}

/// Options of free, which takes a file out of the workers' storage; the under store keeps it.
public struct FreeOptions: AlluxioOptions, SentOptions {
    public var recursive: Bool?
    /// Whether pinned files are freed, too.
    public var forced: Bool?
    public var commonOptions: CommonOptions?

    public init() {}

    func write(to json: inout OptionsJSON) {
        json.member("recursive", recursive)
        json.member("forced", forced)
        json.members(of: commonOptions)
    }
}

/// Options of set-attribute: what is not nil is set.
public struct SetAttributeOptions: AlluxioOptions, SentOptions {
    public var pinned: Bool?
    public var persisted: Bool?
    public var owner: String?
    public var group: String?
    public var mode: Mode?
    public var recursive: Bool?
    public var replicationMax: Int?
    public var replicationMin: Int?
    public var commonOptions: CommonOptions?
    /// The media that a pinned file stays on, as `MEM`.
    public var pinnedMedia: [String]?
    public var xattr: ExtendedAttributes?
    public var xattrUpdateStrategy: XAttrUpdateStrategy?

    public init() {}

    func write(to json: inout OptionsJSON) {
        json.member("pinned", pinned)
        json.member("persisted", persisted)
        json.member("owner", owner)
        json.member("group", group)
        json.member("mode", mode)
        json.member("recursive", recursive)
        json.member("replicationMax", replicationMax)
        json.member("replicationMin", replicationMin)
        json.members(of: commonOptions)
        json.member("pinnedMedia", pinnedMedia)
        json.member("xattr", xattr)
        json.member("xattrUpdateStrategy", xattrUpdateStrategy)
    }
}
