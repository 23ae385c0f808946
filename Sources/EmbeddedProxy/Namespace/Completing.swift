extension Namespace {
    /// Ends the writing of a file. Alluxio completes by path, not by file, and tells its client of no failure.
    mutating func complete(_ writer: FileWriter, _ content: FileContent, now: Int64) {
        guard case .found(var inode) = resolve(writer.path), var file = inode.file, file.content == nil,
            file.writeType != .none
        else { return }
        if inode.id == writer.file {
            file.content = content
        } else {
            // Another file stands there now. It is completed, and stays empty, unless it has begun its first block.
            guard file.data.count == 0 else { return }
            file.content = FileContent()
        }
        if file.writeType.writesThrough {
            inode.attributes.persistence = .persisted
            file.isCached = file.writeType != .through
        }
        inode.file = file
        inode.lastModificationTimeMs = now
        inode.lastAccessTimeMs = now
        self[inode.id] = inode
        if file.writeType.writesThrough { persistFolders(above: inode.id) }
    }

    /// Whether a writer gets the block that its next bytes begin: something must still be at its path.
    func grantsBlock(_ writer: FileWriter) -> Bool {
        if case .found(let inode) = resolve(writer.path) { !inode.isFolder } else { false }
    }

    /// Opens a file for reading what it holds now, which is nothing while it is incomplete.
    mutating func open(_ path: AlluxioPath, evenIncomplete: Bool = false, now: Int64) throws(AlluxioFailure)
        -> FileReader
    {
        let inode = try inode(at: path)
        guard let file = inode.file else { throw .readsFolder(path) }
        guard let content = file.content ?? (evenIncomplete ? FileContent() : nil) else {
            throw .incomplete(path)
        }
        self[inode.id]?.lastAccessTimeMs = now
        if !file.isGone { self[inode.id]?.file?.isCached = true }
        return FileReader(inode.id, content, path: path, isGone: file.isGone)
    }
}
