/// The fields of a status.
enum StatusShape: Sendable {
    /// As in 2.x: most of it twice, for `fileInfo` is a second copy.
    case twofold
    /// As in 1.x.
    case plain
}

extension JSONText {
    mutating func status(_ inode: Inode, _ path: AlluxioPath, _ shape: StatusShape) {
        let status = Status(inode, path)
        switch shape {
        case .twofold: twofold(status)
        case .plain: plain(status)
        }
    }

    private mutating func twofold(_ status: Status) {
        object { json in
            json.identity(status)
            json.field(
                "fileInfo",
                object: { json in
                    json.identity(status)
                    json.details(status)
                    json.field("mediumTypes", array: status.pinnedMedia)
                })
            json.details(status)
            json.field("pinnedMediumTypes", array: status.pinnedMedia)
            json.name("cacheContext")
            json.null()
        }
    }

    private mutating func plain(_ status: Status) {
        let inode = status.inode
        let attributes = inode.attributes
        object { json in
            json.field("persisted", attributes.persistence == .persisted)
            json.field("blockIds", array: { json in for block in status.blocks { json.value(block.id) } })
            json.field("creationTimeMs", inode.creationTimeMs)
            json.field("inMemoryPercentage", status.cachedPercentage)
            json.field("inAlluxioPercentage", status.cachedPercentage)
            json.field("persistenceState", attributes.persistence.rawValue)
            json.field("pinned", attributes.isPinned)
            json.field("mountPoint", inode.mountedFrom != nil)
            json.fileBlockInfos(status)
            json.field("ufsFingerprint", "")
            json.identity(status)
            json.field("folder", inode.isFolder)
            json.field("fileId", inode.id)
            json.field("mode", attributes.mode)
            json.field("ttl", attributes.ttl)
            json.field("ttlAction", attributes.ttlAction)
            json.field("blockSizeBytes", inode.file?.blockSizeBytes ?? 0)
            json.field("ufsPath", inode.mountedFrom ?? Status.underStore + status.path)
            json.field("mountId", 1)
            json.field("cacheable", !inode.isFolder)
        }
    }

    private mutating func fileBlockInfos(_ status: Status) {
        field(
            "fileBlockInfos",
            array: { json in
                if status.inode.file?.content != nil {
                    for block in status.blocks { json.block(block, status) }
                }
            })
    }

    private mutating func identity(_ status: Status) {
        let inode = status.inode
        field("name", inode.name.text)
        field("length", status.length)
        field("path", status.path)
        field("owner", inode.attributes.owner)
        field("completed", inode.file.map { $0.content != nil } ?? true)
        field("group", inode.attributes.group)
        field("lastModificationTimeMs", inode.lastModificationTimeMs)
    }

    private mutating func details(_ status: Status) {
        let inode = status.inode
        let attributes = inode.attributes
        field("blockSizeBytes", inode.file?.blockSizeBytes ?? 0)
        field("replicationMax", attributes.replicationMax)
        field("replicationMin", attributes.replicationMin)
        field("ttl", attributes.ttl)
        field("ttlAction", attributes.ttlAction)
        field("fileId", inode.id)
        field("mode", attributes.mode)
        field("acl", object: { $0.accessControlList(attributes, AccessBits.entries(attributes.mode)) })
        field("lastAccessTimeMs", inode.lastAccessTimeMs)
        field("blockIds", array: { json in for block in status.blocks { json.value(block.id) } })
        field("persisted", attributes.persistence == .persisted)
        field("persistenceState", attributes.persistence.rawValue)
        fileBlockInfos(status)
        field("folder", inode.isFolder)
        field("ufsPath", inode.mountedFrom ?? Status.underStore + status.path)
        field("mountId", 1)
        field(
            "xattr",
            object: { json in
                for (name, value) in attributes.xattr.sorted(by: { $0.key < $1.key }) {
                    json.field(name, value)
                }
            })
        field("defaultAcl", object: { $0.accessControlList(inode.isFolder ? attributes : nil, []) })
        field("creationTimeMs", inode.creationTimeMs)
        field("inMemoryPercentage", status.cachedPercentage)
        field("inAlluxioPercentage", status.cachedPercentage)
        field("cacheable", !inode.isFolder)
        field("pinned", attributes.isPinned)
        field("mountPoint", inode.mountedFrom != nil)
        field("ufsFingerprint", "")
    }

    private mutating func accessControlList(_ attributes: Attributes?, _ entries: [String]) {
        field("owner", attributes?.owner ?? "")
        field("owningGroup", attributes?.group ?? "")
        field("stringEntries", array: entries)
    }

    private mutating func field(_ name: String, array texts: [String]) {
        field(name, array: { json in for text in texts { json.value(text) } })
    }
}

/// Permission bits as an access control list has them.
private enum AccessBits {
    static func entries(_ mode: Int) -> [String] {
        zip(["user", "group", "other"], [6, 3, 0]).map { who, shift in
            let bits = mode >> shift
            return "\(who)::" + (bits & 4 != 0 ? "r" : "-") + (bits & 2 != 0 ? "w" : "-")
                + (bits & 1 != 0 ? "x" : "-")
        }
    }
}
