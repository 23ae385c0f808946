/// The tree of files and folders, as the master keeps it.
struct Namespace: Sendable {
    static let root: InodeID = 0

    /// Where the files keep their bytes.
    private let storage: Storage
    let clock: MonotonicClock
    private(set) var inodes: [InodeID: Inode] = [:]
    /// The worker, where its room has an end.
    var worker: Worker?
    private var lastFolder: InodeID = 0
    private var lastContainer: Int64 = 0

    /// What is made has these attributes where nothing else is said.
    let usual: Attributes

    init(
        in storage: Storage = .memory, worker: Worker? = nil, usual: Attributes = Attributes(), now: Int64,
        clock: @escaping MonotonicClock = { .now }
    ) {
        self.storage = storage
        self.clock = clock
        self.worker = worker
        self.usual = usual
        var attributes = usual
        attributes.persistence = .persisted
        inodes[Self.root] = Inode(
            id: Self.root, parent: Self.root, name: AlluxioPath.Name(""), attributes: attributes,
            creationTimeMs: now, lastModificationTimeMs: now, lastAccessTimeMs: now, kind: .folder([:]))
    }

    subscript(id: InodeID) -> Inode? {
        get { inodes[id] }
        set { inodes[id] = newValue }
    }

    /// Adds a folder to an existing one.
    mutating func addFolder(
        _ name: AlluxioPath.Name, to parent: InodeID, _ attributes: Attributes, now: Int64
    )
        -> InodeID
    {
        lastFolder += 1
        add(name, lastFolder, to: parent, attributes, .folder([:]), now: now)
        return lastFolder
    }

    /// Adds a file without data to an existing folder. Its id is the last one of its block container's.
    mutating func addFile(
        _ name: AlluxioPath.Name, to parent: InodeID, at path: AlluxioPath, _ attributes: Attributes,
        blockSizeBytes: Int64, writeType: WriteType, now: Int64
    ) -> FileWriter {
        lastContainer += 1
        let id = Inode.File.blockID(container: lastContainer, sequence: Inode.File.lastSequence)
        let writer = FileWriter(
            file: id, path: path, blockSizeBytes: blockSizeBytes, writeType: writeType, in: storage)
        let file = Inode.File(
            container: lastContainer, blockSizeBytes: blockSizeBytes, writeType: writeType, data: writer.data)
        add(name, id, to: parent, attributes, .file(file), now: now)
        return writer
    }

    private mutating func add(
        _ name: AlluxioPath.Name, _ id: InodeID, to parent: InodeID, _ attributes: Attributes,
        _ kind: Inode.Kind, now: Int64
    ) {
        inodes[id] = Inode(
            id: id, parent: parent, name: name, attributes: attributes, creationTimeMs: now,
            lastModificationTimeMs: now, lastAccessTimeMs: now, kind: kind)
        inodes[parent]?.children?[name] = id
        inodes[parent]?.lastModificationTimeMs = now
    }

    /// Takes a file or a folder out, with all within it. Who has a file open keeps its bytes, for a while.
    mutating func remove(_ id: InodeID, now: Int64) {
        guard let inode = inodes[id] else { return }
        let time = clock()
        for id in descendants(of: id) + [id] {
            let removed = inodes.removeValue(forKey: id)
            removed?.file?.content?.removal = FileContent.Removal(
                time: time, isPersisted: removed?.attributes.persistence == .persisted)
            worker?.drop(id)
        }
        inodes[inode.parent]?.children?[inode.name] = nil
        inodes[inode.parent]?.lastModificationTimeMs = now
    }

    mutating func move(_ id: InodeID, to parent: InodeID, _ name: AlluxioPath.Name, now: Int64) {
        guard let inode = inodes[id] else { return }
        inodes[inode.parent]?.children?[inode.name] = nil
        inodes[inode.parent]?.lastModificationTimeMs = now
        inodes[id]?.parent = parent
        inodes[id]?.name = name
        inodes[parent]?.children?[name] = id
        inodes[parent]?.lastModificationTimeMs = now
    }

    /// A folder's children, by name.
    func children(of id: InodeID) -> [InodeID] {
        (inodes[id]?.children ?? [:]).sorted { $0.key < $1.key }.map(\.value)
    }

    /// All within a folder, each before what is within it.
    func descendants(of id: InodeID) -> [InodeID] {
        // By a list and no recursion: a tree may be deep and a thread's stack is small.
        var found: [InodeID] = []
        var waiting = Array(children(of: id).reversed())
        while let next = waiting.popLast() {
            found.append(next)
            waiting += children(of: next).reversed()
        }
        return found
    }
}

extension Inode.File {
    /// The sequence number that stands for the file itself.
    static let lastSequence: Int64 = (1 << 24) - 1

    static func blockID(container: Int64, sequence: Int64) -> Int64 { container << 24 | sequence }

    func blockCount(of bytes: Int64) -> Int64 {
        // Not by adding: a block may be of nearly any size.
        bytes / blockSizeBytes + (bytes % blockSizeBytes == 0 ? 0 : 1)
    }
}
