/// Options of mount.
public struct MountOptions: AlluxioOptions {
    public var readOnly: Bool?
    /// Properties of the under store.
    public var properties: [String: String]?
    /// Whether all users may do all with what is mounted.
    public var shared: Bool?
    public var commonOptions: CommonOptions?
    /// Whether an existing mount is made anew with these options.
    public var remount: Bool?

    public init() {}
}

/// Options of unmount.
public struct UnmountOptions: AlluxioOptions {
    public var commonOptions: CommonOptions?

    public init() {}
}
