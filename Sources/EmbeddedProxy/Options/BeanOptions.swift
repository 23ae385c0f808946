// The options of Alluxio 1.8.1: the classes of alluxio.client.file.options.
extension OptionSchema {
    private convenience init(bean name: String, _ fields: KeyValuePairs<String, Kind>) {
        self.init(className: "alluxio.client.file.options.\(name)Options", form: .bean, fields)
    }

    private static let writeTypes = Kind.name(
        [
            "ASYNC_THROUGH", "THROUGH", "CACHE_THROUGH", "MUST_CACHE", "TRY_CACHE", "NONE",
        ], of: "alluxio.client.WriteType")
    private static let readTypes = Kind.name(
        ["NO_CACHE", "CACHE", "CACHE_PROMOTE"], of: "alluxio.client.ReadType")
    private static let loadTypes = Kind.name(
        ["Once", "Never", "Always"], of: "alluxio.wire.LoadMetadataType")
    private static let ttlActions = Kind.name(["DELETE", "FREE"], of: "alluxio.wire.TtlAction")
    private static let bits = Kind.name(
        ["NONE", "EXECUTE", "WRITE", "WRITE_EXECUTE", "READ", "READ_EXECUTE", "READ_WRITE", "ALL"],
        of: "alluxio.security.authorization.Mode$Bits")
    private static let mode = Kind.message(
        OptionSchema(
            className: "alluxio.security.authorization.Mode", form: .bean,
            ["ownerBits": bits, "groupBits": bits, "otherBits": bits]))
    private static let common = Kind.message(
        OptionSchema(
            className: "alluxio.wire.CommonOptions", form: .bean, ["syncIntervalMs": .integer(64)]))

    fileprivate static let beanCreateFile = OptionSchema(
        bean: "CreateFile",
        [
            "locationPolicyClass": .text, "recursive": .truth, "mode": mode, "writeType": writeTypes,
            "ttl": .integer(64), "blockSizeBytes": .integer(64), "writeTier": .integer(32),
            "ttlAction": ttlActions, "commonOptions": common,
        ])
    fileprivate static let beanCreateDirectory = OptionSchema(
        bean: "CreateDirectory",
        [
            "recursive": .truth, "mode": mode, "allowExists": .truth, "writeType": writeTypes,
            "ttl": .integer(64), "ttlAction": ttlActions, "commonOptions": common,
        ])
    fileprivate static let beanDelete = OptionSchema(
        bean: "Delete",
        ["recursive": .truth, "alluxioOnly": .truth, "unchecked": .truth, "commonOptions": common])
    fileprivate static let beanExists = OptionSchema(
        bean: "Exists", ["loadMetadataType": loadTypes, "commonOptions": common])
    fileprivate static let beanFree = OptionSchema(
        bean: "Free", ["recursive": .truth, "forced": .truth, "commonOptions": common])
    fileprivate static let beanGetStatus = OptionSchema(
        bean: "GetStatus", ["loadMetadataType": loadTypes, "commonOptions": common])
    fileprivate static let beanListStatus = OptionSchema(
        bean: "ListStatus",
        ["loadMetadataType": loadTypes, "recursive": .truth, "commonOptions": common])
    fileprivate static let beanMount = OptionSchema(
        bean: "Mount",
        ["readOnly": .truth, "properties": .textByName, "shared": .truth, "commonOptions": common])
    fileprivate static let beanUnmount = OptionSchema(bean: "Unmount", ["commonOptions": common])
    fileprivate static let beanOpenFile = OptionSchema(
        bean: "OpenFile",
        [
            "readType": readTypes, "locationPolicyClass": .text, "cacheLocationPolicyClass": .text,
            "ufsReadLocationPolicyClass": .text, "maxUfsReadConcurrency": .integer(32),
        ])
    fileprivate static let beanRename = OptionSchema(bean: "Rename", ["commonOptions": common])
    fileprivate static let beanSetAttribute = OptionSchema(
        bean: "SetAttribute",
        [
            "pinned": .truth, "ttl": .integer(64), "ttlAction": ttlActions, "persisted": .truth,
            "owner": .text, "group": .text, "mode": mode, "recursive": .truth, "commonOptions": common,
        ])
}

extension OptionSchemas {
    /// Those of Alluxio 1.8.1.
    static let beans = OptionSchemas { operation in
        switch operation {
        case .createDirectory: .beanCreateDirectory
        case .createFile: .beanCreateFile
        case .delete: .beanDelete
        case .exists: .beanExists
        case .free: .beanFree
        case .getStatus: .beanGetStatus
        case .listStatus: .beanListStatus
        case .mount: .beanMount
        case .unmount: .beanUnmount
        case .openFile: .beanOpenFile
        case .rename: .beanRename
        case .setAttribute: .beanSetAttribute
        }
    }
}
