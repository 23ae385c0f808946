// What the calls make of their options.
extension Options {
    /// How a call is to make something. 1.x has the ttl beside the other options.
    func creation(_ dialect: Dialect) -> CreateOptions {
        var creation = CreateOptions()
        creation.recursive = truth("recursive") ?? false
        creation.writeType = text("writeType").flatMap(WriteType.init) ?? dialect.writeType
        creation.mode = mode("mode")
        creation.ttl = message("commonOptions")?.integer("ttl") ?? integer("ttl")
        creation.ttlAction = message("commonOptions")?.text("ttlAction") ?? text("ttlAction")
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
        changes.ttl = message("commonOptions")?.integer("ttl") ?? integer("ttl")
        changes.ttlAction = message("commonOptions")?.text("ttlAction") ?? text("ttlAction")
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
