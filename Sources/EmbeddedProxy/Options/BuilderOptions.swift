// The options of Alluxio 2.9.6: the messages of file_system_master.proto.
extension OptionSchema {
    private convenience init(
        _ name: String, package: String = "alluxio.grpc.file", required: [String] = [],
        _ fields: KeyValuePairs<String, Kind>
    ) {
        self.init(
            className: "alluxio.grpc.\(name)$Builder", form: .builder(message: "\(package).\(name)"),
            required: required,
            fields)
    }

    private static let writeTypes = Kind.choice([
        "_", "MUST_CACHE", "TRY_CACHE", "CACHE_THROUGH", "THROUGH", "ASYNC_THROUGH", "NONE",
    ])
    private static let readTypes = Kind.choice(["_", "NO_CACHE", "CACHE", "CACHE_PROMOTE"])
    private static let loadTypes = Kind.choice(["NEVER", "ONCE", "ALWAYS"])
    private static let bits = Kind.choice([
        "_", "NONE", "EXECUTE", "WRITE", "WRITE_EXECUTE", "READ", "READ_EXECUTE", "READ_WRITE", "ALL",
    ])
    private static let xattrPropagation = Kind.choice(["_", "NEW_PATHS", "LEAF_NODE"])
    private static let mode = Kind.message(
        OptionSchema(
            "PMode", package: "alluxio.grpc", required: ["ownerBits", "groupBits", "otherBits"],
            ["ownerBits": bits, "groupBits": bits, "otherBits": bits]))
    private static let operationID = Kind.message(
        OptionSchema("FsOpPId", ["mostSignificantBits": .integer(64), "leastSignificantBits": .integer(64)]))
    private static let common = Kind.message(
        OptionSchema(
            "FileSystemMasterCommonPOptions",
            [
                "syncIntervalMs": .integer(64), "ttl": .integer(64),
                "ttlAction": .choice(["DELETE", "FREE", "DELETE_ALLUXIO"]), "operationId": operationID,
            ]))

    fileprivate static let createFile = OptionSchema(
        "CreateFilePOptions",
        [
            "blockSizeBytes": .integer(64), "recursive": .truth, "mode": mode, "replicationMax": .integer(32),
            "replicationMin": .integer(32), "replicationDurable": .integer(32), "writeTier": .integer(32),
            "writeType": writeTypes, "commonOptions": common, "persistenceWaitTime": .integer(64),
            "xattr": .bytesByName, "xattrPropStrat": xattrPropagation, "overwrite": .truth,
            "checkS3BucketPath": .truth,
        ])
    fileprivate static let createFolder = OptionSchema(
        "CreateDirectoryPOptions",
        [
            "recursive": .truth, "allowExists": .truth, "mode": mode, "writeType": writeTypes,
            "commonOptions": common, "xattr": .bytesByName, "xattrPropStrat": xattrPropagation,
            "checkS3BucketPath": .truth,
        ])
    fileprivate static let delete = OptionSchema(
        "DeletePOptions",
        [
            "recursive": .truth, "alluxioOnly": .truth, "unchecked": .truth, "commonOptions": common,
            "syncParentNextTime": .truth, "deleteMountPoint": .truth,
        ])
    fileprivate static let exists = OptionSchema(
        "ExistsPOptions", ["loadMetadataType": loadTypes, "commonOptions": common])
    fileprivate static let free = OptionSchema(
        "FreePOptions", ["recursive": .truth, "forced": .truth, "commonOptions": common])
    fileprivate static let getStatus = OptionSchema(
        "GetStatusPOptions",
        [
            "loadMetadataType": loadTypes, "commonOptions": common, "accessMode": bits,
            "updateTimestamps": .truth, "includeRealContentHash": .truth,
        ])
    fileprivate static let listStatus = OptionSchema(
        "ListStatusPOptions",
        [
            "loadDirectChildren": .truth, "loadMetadataType": loadTypes, "commonOptions": common,
            "recursive": .truth, "loadMetadataOnly": .truth, "disableAreDescendantsLoadedCheck": .truth,
            "excludeMountInfo": .truth,
        ])
    fileprivate static let mount = OptionSchema(
        "MountPOptions",
        [
            "readOnly": .truth, "properties": .textByName, "shared": .truth, "commonOptions": common,
            "remount": .truth,
        ])
    fileprivate static let unmount = OptionSchema("UnmountPOptions", ["commonOptions": common])
    fileprivate static let openFile = OptionSchema(
        "OpenFilePOptions",
        [
            "readType": readTypes, "maxUfsReadConcurrency": .integer(32), "commonOptions": common,
            "updateLastAccessTime": .truth,
        ])
    fileprivate static let rename = OptionSchema(
        "RenamePOptions",
        [
            "commonOptions": common, "persist": .truth,
            "s3SyntaxOptions": .message(
                OptionSchema("S3SyntaxOptions", ["overwrite": .truth, "isMultipartUpload": .truth])),
        ])
    fileprivate static let setAttribute = OptionSchema(
        "SetAttributePOptions",
        [
            "pinned": .truth, "persisted": .truth, "owner": .text, "group": .text, "mode": mode,
            "recursive": .truth, "replicationMax": .integer(32), "replicationMin": .integer(32),
            "commonOptions": common, "pinnedMedia": .texts, "xattr": .bytesByName,
            "xattrUpdateStrategy": .choice([
                "_", "TRUNCATE", "UNION_REPLACE", "UNION_PRESERVE", "DELETE_KEYS",
            ]),
            "directChildrenLoaded": .truth,
        ])
}

extension OptionSchemas {
    /// Those of Alluxio 2.9.6.
    static let builders = OptionSchemas { operation in
        switch operation {
        case .createDirectory: .createFolder
        case .createFile: .createFile
        case .delete: .delete
        case .exists: .exists
        case .free: .free
        case .getStatus: .getStatus
        case .listStatus: .listStatus
        case .mount: .mount
        case .unmount: .unmount
        case .openFile: .openFile
        case .rename: .rename
        case .setAttribute: .setAttribute
        }
    }
}
