import Alluxio

/// All options of each call, set: what Alluxio 2 gets, in its own names.
enum AllOptions {
    static let common = CommonOptions(syncIntervalMs: 5, ttl: 3_600_000, ttlAction: .free)
    static let mode = Mode(ownerBits: .all, groupBits: .readExecute, otherBits: .none)

    static let createFile = CreateFileOptions {
        $0.recursive = true
        $0.mode = mode
        $0.replicationMax = 2
        $0.replicationMin = 1
        $0.replicationDurable = 1
        $0.writeTier = 0
        $0.writeType = .mustCache
        $0.commonOptions = common
        $0.persistenceWaitTime = 10
        $0.xattr = ["name": [1, 2, 255]]
        $0.xattrPropStrat = .leafNode
        $0.overwrite = false
        $0.blockSizeBytes = 1 << 40
    }
    static let createDirectory = CreateDirectoryOptions {
        $0.recursive = true
        $0.allowExists = true
        $0.mode = mode
        $0.writeType = .cacheThrough
        $0.commonOptions = common
        $0.xattr = ["name": []]
        $0.xattrPropStrat = .newPaths
    }
    static let openFile = OpenFileOptions {
        $0.readType = .cachePromote
        $0.maxUfsReadConcurrency = 3
        $0.commonOptions = common
        $0.updateLastAccessTime = false
    }
    static let getStatus = GetStatusOptions {
        $0.loadMetadataType = .once
        $0.commonOptions = common
        $0.accessMode = .read
        $0.updateTimestamps = false
        $0.includeRealContentHash = false
    }
    static let listStatus = ListStatusOptions {
        $0.loadMetadataType = .always
        $0.commonOptions = common
        $0.recursive = true
        $0.loadMetadataOnly = false
        $0.disableAreDescendantsLoadedCheck = false
        $0.loadDirectChildren = true
        $0.excludeMountInfo = true
    }
    static let exists = ExistsOptions {
        $0.loadMetadataType = .never
        $0.commonOptions = common
    }
    static let setAttribute = SetAttributeOptions {
        $0.pinned = true
        $0.persisted = true
        $0.owner = "o"
        $0.group = "g"
        $0.mode = mode
        $0.recursive = true
        $0.replicationMax = -1
        $0.replicationMin = 0
        $0.commonOptions = common
        $0.pinnedMedia = ["MEM"]
        $0.xattr = ["name": [0]]
        $0.xattrUpdateStrategy = .unionReplace
    }
    static let delete = DeleteOptions {
        $0.recursive = true
        $0.alluxioOnly = true
        $0.unchecked = true
        $0.commonOptions = common
        $0.syncParentNextTime = false
        $0.deleteMountPoint = false
    }
    static let rename = RenameOptions {
        $0.commonOptions = common
        $0.persist = false
    }
    static let free = FreeOptions {
        $0.recursive = true
        $0.forced = true
        $0.commonOptions = common
    }
    static let mount = MountOptions {
        $0.readOnly = true
        $0.properties = ["key": "value"]
        $0.shared = true
        $0.commonOptions = common
        $0.remount = false
    }
    static let unmount = UnmountOptions { $0.commonOptions = common }
}
