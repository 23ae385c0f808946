import Glibc
import OSThreads

/// A path on this machine, looked at before a run.
struct LocalPath {
    enum Kind {
        case absent
        case file
        case folder
        case other
    }

    let text: String

    init(_ text: String) { self.text = text }

    /// What stands there, at the end of links.
    var kind: Kind {
        var status = stat()
        guard stat(text, &status) == 0 else { return .absent }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        default: return .other
        }
    }

    var isWritable: Bool { access(text, W_OK | X_OK) == 0 }
    var isExecutable: Bool { access(text, X_OK) == 0 }

    /// The folder it stands in.
    var parent: LocalPath {
        var trimmed = text[...]
        while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
        guard let slash = trimmed.lastIndex(of: "/") else { return LocalPath(".") }
        return LocalPath(slash == trimmed.startIndex ? "/" : String(trimmed[..<slash]))
    }

    /// Why nothing can be made in the folder.
    var whyNotWritable: String {
        switch kind {
        case .absent: "there is no folder '\(text)'"
        case .file, .other: "'\(text)' is no folder"
        case .folder: "the folder '\(text)' may not be written to"
        }
    }
}
