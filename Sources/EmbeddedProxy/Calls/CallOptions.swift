// What the calls make of their options.
extension PathOperation {
    var schema: OptionSchema {
        switch self {
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

extension Options {
    var creation: CreateOptions {
        var creation = CreateOptions()
        creation.recursive = truth("recursive") ?? false
        creation.writeType = text("writeType").flatMap(WriteType.init) ?? .asyncThrough
        creation.mode = mode("mode")
        creation.ttl = message("commonOptions")?.integer("ttl")
        creation.ttlAction = message("commonOptions")?.text("ttlAction")
        creation.xattr = textByName("xattr")
        creation.xattrOnlyOnLeaf = text("xattrPropStrat") == "LEAF_NODE"
        return creation
    }

    var changes: AttributeChanges {
        var changes = AttributeChanges()
        changes.recursive = truth("recursive") ?? false
        changes.owner = text("owner")
        changes.group = text("group")
        changes.mode = mode("mode")
        changes.ttl = message("commonOptions")?.integer("ttl")
        changes.ttlAction = message("commonOptions")?.text("ttlAction")
        changes.pinned = truth("pinned")
        changes.pinnedMedia = texts("pinnedMedia") ?? []
        changes.persisted = truth("persisted")
        changes.replicationMin = integer("replicationMin")
        changes.replicationMax = integer("replicationMax")
        changes.xattr = textByName("xattr")
        changes.xattrUpdate =
            text("xattrUpdateStrategy").flatMap(AttributeChanges.XAttrUpdate.init) ?? .truncate
        return changes
    }
}
