extension Namespace {
    /// Ends the writing of a file; without its content it stays incomplete. Alluxio completes by path, not by file, and
    /// tells its client of no failure.
    mutating func complete(_ writer: FileWriter, _ content: FileContent?, now: Int64) {
        let hasRoom = release(writer, holding: writer.data.count)
        guard let content, !writer.course.withLock({ $0.isRefused }) else { return }
        guard case .found(var inode) = resolve(writer.path), var file = inode.file, file.content == nil,
            file.writeType != .none
        else { return }
        if inode.id == writer.file {
            file.content = content
            if file.writeType != .through {
                file.isCached = hasRoom && cache(inode.id, bytes: content.count)
            }
        } else {
            // Another file stands there now. It is completed, and stays empty, unless it has begun its first block.
            guard file.data.count == 0 else { return }
            file.content = FileContent()
        }
        if file.writeType.writesThrough {
            inode.attributes.persistence = .persisted
            if file.writeType == .through { file.isCached = false }
        }
        inode.file = file
        inode.lastModificationTimeMs = now
        inode.lastAccessTimeMs = now
        self[inode.id] = inode
        if file.writeType.writesThrough { persistFolders(above: inode.id) }
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
        if inode.attributes.persistence == .persisted { cacheAgain(inode.id, file) }
        return FileReader(content, of: inode.id, path: path, blockSizeBytes: file.blockSizeBytes)
    }
}
