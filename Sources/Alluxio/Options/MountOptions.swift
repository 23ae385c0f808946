/// Options of mount.
public struct MountOptions: AlluxioOptions, SentOptions {
    public var readOnly: Bool?
    /// Properties of the under store.
    public var properties: [String: String]?
    /// Whether all users may do all with what is mounted.
    public var shared: Bool?
    public var commonOptions: CommonOptions?
    /// Whether an existing mount is made anew with these options.
    public var remount: Bool?

    public init() {}

    func write(to json: inout OptionsJSON) {
        json.member("readOnly", readOnly)
        json.member("properties", properties)
        json.member("shared", shared)
        json.members(of: commonOptions)
        json.member("remount", remount)
    }
}

/// Options of unmount.
public struct UnmountOptions: AlluxioOptions, SentOptions {
    public var commonOptions: CommonOptions?

    public init() {}

    func write(to json: inout OptionsJSON) {
        json.members(of: commonOptions)
    }
}
