/// How something is made.
struct CreateOptions {
    var recursive = false
    var writeType = WriteType.asyncThrough
    var mode: Int?
    var ttl: Int64?
    var ttlAction: String?
    var xattr: [String: String]?
    /// Whether the extended attributes go to the new file or folder alone.
    var xattrOnlyOnLeaf = false
}

extension Namespace {
    /// Makes a file, which is incomplete until its writer closes it.
    mutating func createFile(
        _ path: AlluxioPath, _ options: CreateOptions, overwrite: Bool, blockSizeBytes: Int64,
        replicationMin: Int64, replicationMax: Int64, now: Int64
    ) throws(AlluxioFailure) -> FileWriter {
        if case .found(let inode) = resolve(path) {
            guard overwrite else { throw .fileExists(path) }
            guard !inode.isFolder else { throw .overwritesFolder(path) }
            remove(inode.id, now: now)
        }
        guard blockSizeBytes > 0 else {
            throw AlluxioFailure(.invalidArgument, "Invalid block size \(blockSizeBytes)")
        }
        guard replicationMax == -1 || replicationMax >= replicationMin else { throw .noWord }
        let (parent, name) = try makeParents(of: path, options, now: now)
        var attributes = options.attributes(usual, mode: 0o644)
        attributes.replicationMin = replicationMin
        attributes.replicationMax = replicationMax
        if options.writeType == .asyncThrough { attributes.persistence = .toBePersisted }
        if options.writeType == .through { attributes.persistence = .persisted }
        return addFile(
            name, to: parent, at: path, attributes, blockSizeBytes: blockSizeBytes,
            writeType: options.writeType, now: now)
    }

    mutating func createFolder(_ path: AlluxioPath, _ options: CreateOptions, allowExists: Bool, now: Int64)
        throws(AlluxioFailure)
    {
        guard !path.isRoot else { throw .rootExists }
        if case .found(let inode) = resolve(path) {
            guard allowExists else { throw .folderExists(path) }
            guard inode.isFolder else { throw .noFolder(path) }
            return
        }
        let (parent, name) = try makeParents(of: path, options, now: now)
        var attributes = options.attributes(usual, mode: 0o755)
        if options.writeType.writesThrough { attributes.persistence = .persisted }
        let id = addFolder(name, to: parent, attributes, now: now)
        if options.writeType.writesThrough { persistFolders(above: id) }
    }

    /// Finds the folder that something new goes to, or makes it and those above it where the options say so.
    private mutating func makeParents(of path: AlluxioPath, _ options: CreateOptions, now: Int64)
        throws(AlluxioFailure) -> (parent: InodeID, name: AlluxioPath.Name)
    {
        switch resolve(path) {
        case .throughFile(let component): throw .throughFile(path, component: component)
        case .found: throw .fileExists(path)
        case .missing(let component, var parent):
            let count = path.components.count
            guard component == count || options.recursive else {
                throw .noParent(of: path, component: component)
            }
            let xattr = options.xattrOnlyOnLeaf ? nil : options.xattr
            // Seen on 2.9.6: the nearest folder that was there before gets them, too.
            if let xattr { self[parent]?.attributes.xattr = xattr }
            var attributes = usual
            attributes.xattr = xattr ?? [:]
            for name in path.components[(component - 1)..<(count - 1)] {
                parent = addFolder(name, to: parent, attributes, now: now)
            }
            return (parent, path.components[count - 1])
        }
    }

    /// What is in the under store is there with its folders.
    mutating func persistFolders(above id: InodeID) {
        var id = id
        while id != Self.root, let parent = self[id]?.parent {
            self[parent]?.attributes.persistence = .persisted
            id = parent
        }
    }
}

extension CreateOptions {
    fileprivate func attributes(_ usual: Attributes, mode usualMode: Int) -> Attributes {
        var attributes = usual
        attributes.mode = mode ?? usualMode
        if let ttl { attributes.ttl = ttl }
        if let ttlAction { attributes.ttlAction = ttlAction }
        if let xattr { attributes.xattr = xattr }
        return attributes
    }
}
