/// Alluxio's own number of a file or folder.
typealias InodeID = Int64

/// A file or folder of the namespace.
struct Inode: Sendable {
    enum Kind: Sendable {
        case folder([AlluxioPath.Name: InodeID])
        case file(File)
    }

    /// What a file has and a folder has not.
    struct File: Sendable {
        /// Numbers its blocks.
        var container: Int64
        var blockSizeBytes: Int64
        var writeType: WriteType
        /// What its writer has put in so far.
        var data: FileData
        /// What it holds, from its completion on.
        var content: FileContent?
        /// Whether the workers hold any of it.
        var isCached = true
        /// How much of it they have let go for want of room, in whole blocks.
        var evictedBytes: Int64 = 0
        /// What its status says instead of its content's length.
        var shownLength: Int64?
    }

    let id: InodeID
    var parent: InodeID
    var name: AlluxioPath.Name
    var attributes: Attributes
    var creationTimeMs: Int64
    var lastModificationTimeMs: Int64
    var lastAccessTimeMs: Int64
    var kind: Kind
    /// Where the under store has it, of a mount point.
    var mountedFrom: String?

    var children: [AlluxioPath.Name: InodeID]? {
        get { if case .folder(let children) = kind { children } else { nil } }
        _modify {
            var children = self.children
            // Held once while it is changed, or each change would copy all of it.
            if children != nil { kind = .folder([:]) }
            defer { if let children { kind = .folder(children) } }
            yield &children
        }
    }

    var file: File? {
        get { if case .file(let file) = kind { file } else { nil } }
        set { if let newValue { kind = .file(newValue) } }
    }

    var isFolder: Bool { if case .folder = kind { true } else { false } }
}

/// What can be set of files and folders.
struct Attributes: Sendable {
    enum Persistence: String, Sendable {
        case notPersisted = "NOT_PERSISTED"
        case toBePersisted = "TO_BE_PERSISTED"
        case persisted = "PERSISTED"
    }

    var owner = "root"
    var group = "root"
    /// The permission bits, as chmod has them.
    var mode = 0o755
    var ttl: Int64 = -1
    var ttlAction = "FREE"
    var isPinned = false
    var pinnedMedia: [String] = []
    var replicationMin: Int64 = 0
    var replicationMax: Int64 = 0
    var persistence = Persistence.notPersisted
    /// Values in base64, as they came.
    var xattr: [String: String] = [:]
}

/// Where a file's bytes go while it is written.
enum WriteType: String, Sendable {
    case mustCache = "MUST_CACHE"
    case tryCache = "TRY_CACHE"
    case cacheThrough = "CACHE_THROUGH"
    case through = "THROUGH"
    case asyncThrough = "ASYNC_THROUGH"
    case none = "NONE"

    /// Whether the under store has the file when it is closed.
    var writesThrough: Bool { self == .through || self == .cacheThrough }
}
