extension Namespace {
    mutating func delete(_ path: AlluxioPath, recursive: Bool, now: Int64) throws(AlluxioFailure) {
        let inode = try inode(at: path)
        guard recursive || inode.children?.isEmpty ?? true else { throw .notEmpty(inode.name.text) }
        guard !path.isRoot else {
            throw AlluxioFailure(.invalidArgument, "Cannot delete the root directory")
        }
        remove(inode.id, now: now)
    }

    mutating func rename(_ source: AlluxioPath, to destination: AlluxioPath, now: Int64)
        throws(AlluxioFailure)
    {
        guard source != destination else { return }
        guard !source.isRoot else {
            throw AlluxioFailure(.invalidArgument, "The root directory cannot be renamed")
        }
        guard !destination.isWithin(source) else {
            throw AlluxioFailure(
                .invalidArgument, "Cannot rename because \(source) is a prefix of \(destination)")
        }
        let inode = try inode(at: source)
        guard !destination.isRoot else {
            throw AlluxioFailure(.invalidArgument, "Cannot rename a path to the root directory")
        }
        switch resolve(destination) {
        case .found:
            throw AlluxioFailure(
                .alreadyExists,
                "Cannot rename because destination already exists. src: \(source) dst: \(destination)",
                .renamesOver(destination))
        case .throughFile(let component): throw .throughFile(destination, component: component)
        case .missing(let component, let parent):
            guard component == destination.components.count, let name = destination.components.last else {
                throw .missing(destination.parent)
            }
            move(inode.id, to: parent, name, now: now)
        }
    }

    /// Lets the workers forget what the under store has.
    mutating func free(_ path: AlluxioPath, recursive: Bool) throws(AlluxioFailure) {
        let inode = try inode(at: path)
        guard recursive || inode.children?.isEmpty ?? true else { throw .freesFolder(path) }
        let files = ([inode.id] + descendants(of: inode.id)).filter { self[$0]?.file != nil }
        for id in files where self[id]?.attributes.persistence != .persisted {
            throw .notPersisted(self.path(of: id))
        }
        for id in files {
            self[id]?.file?.isCached = false
            worker?.drop(id)
        }
    }
}
