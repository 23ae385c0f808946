/// What set-attribute changes; nil leaves a thing as it is.
struct AttributeChanges {
    enum XAttrUpdate: String {
        case truncate = "TRUNCATE"
        case unionReplace = "UNION_REPLACE"
        case unionPreserve = "UNION_PRESERVE"
        case deleteKeys = "DELETE_KEYS"
    }

    var recursive = false
    var owner: String?
    var group: String?
    var mode: Int?
    var ttl: Int64?
    var ttlAction: String?
    var pinned: Bool?
    var pinnedMedia: [String] = []
    var persisted: Bool?
    var replicationMin: Int64?
    var replicationMax: Int64?
    var xattr: [String: String]?
    var xattrUpdate = XAttrUpdate.truncate
}

extension Namespace {
    mutating func set(_ changes: AttributeChanges, of path: AlluxioPath, now: Int64) throws(AlluxioFailure) {
        let inode = try inode(at: path)
        try changes.check(inode)
        for id in [inode.id] + (changes.recursive ? descendants(of: inode.id) : []) {
            guard let isFolder = self[id]?.isFolder else { continue }
            self[id]?.attributes.apply(changes, isFolder: isFolder)
            self[id]?.lastModificationTimeMs = now
        }
    }
}

extension AttributeChanges {
    private static let media: Set = ["MEM", "SSD", "HDD"]

    fileprivate func check(_ inode: Inode) throws(AlluxioFailure) {
        if let replicationMin, replicationMin < 0 {
            throw AlluxioFailure(.unknown, "Min replication must be a non-negative integer")
        }
        let min = replicationMin ?? inode.attributes.replicationMin
        let max = replicationMax ?? inode.attributes.replicationMax
        if replicationMin != nil || replicationMax != nil, max != -1, min > max {
            throw AlluxioFailure(
                .unknown,
                "Cannot set min and max replication to be \(min) and \(max): min replication must be smaller or equal than max replication"
            )
        }
        guard Self.media.isSuperset(of: pinnedMedia) else { throw .noWord }
        if persisted != nil, let file = inode.file, file.content == nil {
            throw AlluxioFailure(.unknown, "File being persisted must be complete")
        }
    }
}

extension Attributes {
    fileprivate mutating func apply(_ changes: AttributeChanges, isFolder: Bool) {
        owner = changes.owner ?? owner
        group = changes.group ?? group
        mode = changes.mode ?? mode
        ttl = changes.ttl ?? ttl
        ttlAction = changes.ttlAction ?? ttlAction
        if let pinned = changes.pinned {
            isPinned = pinned
            pinnedMedia = pinned ? changes.pinnedMedia : []
            if !isFolder { replicationMin = pinned ? max(1, replicationMin) : 0 }
        }
        if changes.persisted == true { persistence = .persisted }
        if !isFolder {
            replicationMin = changes.replicationMin ?? replicationMin
            replicationMax = changes.replicationMax ?? replicationMax
        }
        if let given = changes.xattr {
            switch changes.xattrUpdate {
            case .truncate: xattr = given
            case .unionReplace: xattr.merge(given) { $1 }
            case .unionPreserve: xattr.merge(given) { old, _ in old }
            case .deleteKeys: xattr = xattr.filter { given[$0.key] == nil }
            }
        }
    }
}
