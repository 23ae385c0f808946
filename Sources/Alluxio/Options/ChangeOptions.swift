/// Options of delete. Without any an empty folder is deleted, and one that is not is refused.
public struct DeleteOptions: AlluxioOptions {
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
}

/// Options of rename.
public struct RenameOptions: AlluxioOptions {
    public var commonOptions: CommonOptions?
    public var persist: Bool?

    public init() {}
}

/// Options of free, which takes a file out of the workers' storage; the under store keeps it.
public struct FreeOptions: AlluxioOptions {
    public var recursive: Bool?
    /// Whether pinned files are freed, too.
    public var forced: Bool?
    public var commonOptions: CommonOptions?

    public init() {}
}

/// Options of set-attribute: what is not nil is set.
public struct SetAttributeOptions: AlluxioOptions {
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
}
