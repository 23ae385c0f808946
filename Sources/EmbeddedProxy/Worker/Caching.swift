// What the namespace and its worker do together: who gets room, and which files lose theirs.
extension Namespace {
    /// Gives a writer the blocks for its first `bytes` bytes. Something must still be at its path, and the worker must
    /// have room for whole blocks, or make it.
    mutating func grantBlocks(to writer: FileWriter, for bytes: Int64) throws(AlluxioFailure) {
        guard case .found(let inode) = resolve(writer.path), !inode.isFolder else {
            throw .noBlock(writer.path)
        }
        // Once it takes no more, its close may be over, and nobody would give the room back.
        guard let reserved = worker?.reservation(of: writer.file), writer.writeType.isCached,
            writer.data.isOpen
        else { return }
        let wanted = writer.reservation(for: bytes)
        guard wanted > reserved else { return }
        if makeRoom(for: wanted - reserved) {
            worker?.reserve(wanted, for: writer.file)
        } else if writer.writeType.writesThrough {
            // The under store gets it all the same.
            worker?.reserve(0, for: writer.file)
        } else {
            throw .noSpace(block: writer.block(at: bytes), blockSizeBytes: writer.blockSizeBytes)
        }
    }

    /// Takes back what a writer had reserved; whether that held so many bytes.
    mutating func release(_ writer: FileWriter, holding bytes: Int64) -> Bool {
        guard let reserved = worker?.reservation(of: writer.file) else { return true }
        worker?.reserve(0, for: writer.file)
        return reserved >= bytes
    }

    /// Keeps one block of a closed writer's reserved for good.
    mutating func leak(_ writer: FileWriter) {
        guard writer.writeType.isCached, writer.data.count > 0 else { return }
        worker?.leak(writer.blockSizeBytes)
    }

    /// Puts a complete file into the worker; whether it has room.
    mutating func cache(_ id: InodeID, bytes: Int64) -> Bool {
        guard worker != nil else { return true }
        guard makeRoom(for: bytes) else { return false }
        worker?.stored.add(id, bytes: bytes)
        return true
    }

    /// Brings back what the under store has, as far as there is room.
    mutating func cacheAgain(_ id: InodeID, _ file: Inode.File) {
        guard !file.isCached || file.evictedBytes > 0 else { return }
        worker?.drop(id)
        let isCached = cache(id, bytes: file.content?.count ?? 0)
        self[id]?.file?.isCached = isCached
        self[id]?.file?.evictedBytes = 0
    }

    /// Begins a read; what of its file is still to be had. Who has begun to read a file keeps it in the worker.
    mutating func beginReading(_ reader: FileReader) -> Inode.File.Remainder {
        if self[reader.file] != nil { worker?.beginReading(reader) }
        return remainder(for: reader)
    }

    /// What of its file a reader can still have.
    func remainder(for reader: FileReader) -> Inode.File.Remainder {
        if reader.content.isLost { return .nothing }
        if let removal = reader.content.removal { return remainder(for: reader, after: removal) }
        guard let inode = self[reader.file], let file = inode.file,
            inode.attributes.persistence != .persisted
        else { return .whole }
        return file.remainder
    }

    mutating func endReading(_ reader: FileReader) { worker?.endReading(reader) }

    /// Lets go what was used least recently until there is room. What is pinned, is still to be persisted, or is being
    /// read stays.
    private mutating func makeRoom(for bytes: Int64) -> Bool {
        guard bytes <= worker?.capacity ?? 0 else { return false }
        while let room = worker?.room, room < bytes {
            guard let id = worker?.stored.oldest({ mayBeEvicted($0) }) else { return false }
            evict(id, bytes - max(0, room))
        }
        return true
    }

    private func mayBeEvicted(_ id: InodeID) -> Bool {
        guard let inode = self[id] else { return true }
        return !inode.attributes.isPinned && inode.attributes.persistence != .toBePersisted
            && worker?.isRead(id) != true
    }

    /// Takes blocks of a file out of the worker, at least so many bytes where it has them.
    private mutating func evict(_ id: InodeID, _ bytes: Int64) {
        guard let inode = self[id], var file = inode.file, let count = file.content?.count else {
            worker?.drop(id)
            return
        }
        worker?.stored.shrink(id, by: file.evict(bytes))
        // Nobody can get at the bytes any more.
        if !file.isCached, inode.attributes.persistence != .persisted {
            file.content = FileContent(lost: count)
        }
        self[id]?.file = file
    }
}

extension WriteType {
    /// Whether what is written goes to the workers.
    fileprivate var isCached: Bool { self != .through && self != .none }
}

extension FileWriter {
    /// Whole blocks for so many bytes.
    fileprivate func reservation(for bytes: Int64) -> Int64 {
        let blocks = bytes / blockSizeBytes + (bytes % blockSizeBytes == 0 ? 0 : 1)
        let (product, overflow) = blocks.multipliedReportingOverflow(by: blockSizeBytes)
        return overflow ? .max : product
    }

    /// The id of the block of its byte number `bytes`, counted from 1.
    func block(at bytes: Int64) -> Int64 {
        Inode.File.blockID(container: file >> 24, sequence: (bytes - 1) / blockSizeBytes)
    }
}
