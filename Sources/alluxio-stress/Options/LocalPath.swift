import Glibc
import OSThreads

/// A path on this machine, looked at before a run.
struct LocalPath {
    enum Kind: Equatable {
        case absent
        case file
        case folder
        case other
        /// The system doesn't show it; why not.
        case hidden(String)
    }

    let text: String

    init(_ text: String) { self.text = text }

    /// What stands there, at the end of links.
    var kind: Kind {
        var status = stat()
        guard stat(text, &status) == 0 else {
            return errno == ENOENT || errno == ENOTDIR
                ? .absent : .hidden("can't be looked at: \(SystemError.text(of: errno))")
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        default: return .other
        }
    }

    /// Whether it is a pipe with a name.
    var isPipe: Bool {
        var status = stat()
        return stat(text, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
    }

    var isWritable: Bool { access(text, W_OK | X_OK) == 0 }
    var isExecutable: Bool { access(text, X_OK) == 0 }

    /// Whether it is a file that its group or everybody may read.
    var isReadByOthers: Bool {
        var status = stat()
        guard stat(text, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
        return status.st_mode & (S_IRGRP | S_IROTH) != 0
    }

    // Of bytes, as the system has it: a character may be a slash and the mark that a name begins with.
    private static let slash = UInt8(ascii: "/")

    /// The folder it stands in.
    var parent: LocalPath {
        var trimmed = text.utf8[...]
        while trimmed.count > 1, trimmed.last == Self.slash { trimmed.removeLast() }
        guard let slash = trimmed.lastIndex(of: Self.slash) else { return LocalPath(".") }
        return LocalPath(slash == trimmed.startIndex ? "/" : String(Substring(trimmed[..<slash])))
    }

    /// Its last component.
    var name: String {
        text.utf8.split(separator: Self.slash).last.map { String(Substring($0)) } ?? ""
    }

    /// Where the links lead that it is the first of; itself where it is none.
    var target: LocalPath {
        var path = self
        // As many as the system itself follows.
        for _ in 0..<40 {
            guard let link = path.link else { break }
            path = LocalPath(link.hasPrefix("/") ? link : "\(path.parent.text)/\(link)")
        }
        return path
    }

    /// What it says where it is a link.
    private var link: String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
            guard let start = buffer.baseAddress else { return nil }
            let count = readlink(text, start, buffer.count)
            guard count > 0 else { return nil }
            return String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
        }
    }

    /// Whether both are there and are one file or folder.
    func isSame(as other: LocalPath) -> Bool {
        var (one, two) = (stat(), stat())
        guard stat(text, &one) == 0, stat(other.text, &two) == 0 else { return false }
        return one.st_dev == two.st_dev && one.st_ino == two.st_ino
    }

    /// Whether a file made at one would be the other.
    func isSamePlace(as other: LocalPath) -> Bool {
        target.name == other.target.name && target.parent.isSame(as: other.target.parent)
    }

    /// Why nothing can be made in the folder.
    var whyNotWritable: String {
        switch kind {
        case .absent: "there is no folder '\(text)'"
        case .file, .other: "'\(text)' is no folder"
        case .folder: "the folder '\(text)' may not be written to"
        case .hidden(let why): "'\(text)' \(why)"
        }
    }
}
