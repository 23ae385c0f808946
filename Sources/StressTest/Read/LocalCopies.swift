import Glibc
import OSThreads

/// A local folder that holds a copy of each process's file, or a folder of its files, and the parts of copies that are
/// not whole yet.
public struct LocalCopies: Sendable {
    /// That was given, which those of several nodes are in.
    private let root: String
    public let folder: String
    /// Whether each process has a folder for its copies.
    public var hasProcessFolders: Bool

    /// - Parameter node: the name of the folder within it, where that is one node's; nil where it has no other's.
    public init(folder: String, ofNode node: String? = nil, hasProcessFolders: Bool) {
        root = folder
        self.folder = node.map { "\(folder)/\($0)" } ?? folder
        self.hasProcessFolders = hasProcessFolders
    }

    /// `process_{p}`, or of several files a process `process_{p}/file_{f}`.
    public func path(_ file: FileNumber) -> String { "\(folder(of: file))/\(name(of: file))" }

    func partPath(_ file: FileNumber) -> String { "\(folder(of: file))/.\(name(of: file)).part" }

    private func folder(of file: FileNumber) -> String {
        hasProcessFolders ? "\(folder)/\(FileLayout.name(process: file.process))" : folder
    }

    private func name(of file: FileNumber) -> String {
        hasProcessFolders ? FileLayout.name(file: file.file) : FileLayout.name(process: file.process)
    }

    /// Makes the folder where it is absent; its parent must be there.
    func makeFolder() throws(SystemError) {
        try Self.make(root)
        if folder != root { try Self.makeOwn(folder) }
    }

    private static func make(_ folder: String) throws(SystemError) {
        guard mkdir(folder, 0o777) != 0, errno != EEXIST else { return }
        throw SystemError(doing: "make the folder \(folder)")
    }

    /// The same of a folder within the one that was given: no link, which could lead anywhere.
    private static func makeOwn(_ folder: String) throws(SystemError) {
        try make(folder)
        var status = stat()
        guard lstat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw SystemError(code: ENOTDIR, doing: "write copies to \(folder)")
        }
    }

    /// Holds the folder for this run, for as long as what is returned lives.
    ///
    /// - Throws: `NotStarted` where another run holds it: each would rename the other's parts. File systems that know no
    ///   locks are gone past.
    func lock() throws(NotStarted) -> FolderLock {
        let lock = FolderLock(folder)
        guard !lock.isHeldByAnother else {
            throw NotStarted("another run writes copies to \(folder): wait for it, or use another --dst")
        }
        return lock
    }

    /// Takes away the copy of an earlier read, so that none is there that could verify if this one fails.
    func removeOld(_ file: FileNumber) throws(SystemError) {
        if hasProcessFolders { try Self.makeOwn(folder(of: file)) }
        for path in [path(file), partPath(file)]
        where unlink(path) != 0 && errno != ENOENT {
            throw SystemError(doing: "remove \(path)")
        }
    }
}

/// A copy being written: under its own name once it is whole, and gone if it never is.
struct LocalCopy: ~Copyable {
    private let part: String
    private let path: String
    private let descriptor: Int32
    private var isKept = false

    init(_ copies: LocalCopies, _ file: FileNumber) throws(SystemError) {
        part = copies.partPath(file)
        path = copies.path(file)
        // Never through a link: only what this folder itself holds is written.
        descriptor = open(part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw SystemError(doing: "write \(part)") }
    }

    deinit {
        close(descriptor)
        if !isKept { unlink(part) }
    }

    func append(_ piece: UnsafeRawBufferPointer) throws(SystemError) {
        var rest = piece[...]
        while !rest.isEmpty {
            let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw SystemError(doing: "write \(part)")
            }
        }
    }

    /// Takes away what was appended.
    func restart() throws(SystemError) {
        guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
            throw SystemError(doing: "write \(part) once more")
        }
    }

    /// Gives the whole copy its name. What stands there must still be what was written here.
    mutating func keep() throws(SystemError) {
        var (own, standing) = (stat(), stat())
        guard fstat(descriptor, &own) == 0, lstat(part, &standing) == 0, own.st_dev == standing.st_dev,
            own.st_ino == standing.st_ino
        else { throw SystemError(code: EEXIST, doing: "keep \(part), which something else has replaced") }
        guard rename(part, path) == 0 else { throw SystemError(doing: "rename \(part) to \(path)") }
        isKept = true
    }
}
