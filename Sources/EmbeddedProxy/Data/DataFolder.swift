import Glibc
import OSThreads

/// A local folder for the bytes of a proxy's files, and what stands in it.
final class DataFolder: Sendable {
    private struct State {
        var last = 0
        var names: Set<String> = []
    }

    private let folder: String
    private let isMade: Bool
    private let state = Monitor(State())

    /// Takes a folder that is empty, or makes it where its parent is there.
    init(_ folder: String) throws(SystemError) {
        self.folder = folder
        isMade = mkdir(folder, 0o700) == 0
        if !isMade {
            guard errno == EEXIST else { throw SystemError(doing: "make the folder \(folder)") }
            try Self.checkEmpty(folder)
        }
    }

    private static func checkEmpty(_ folder: String) throws(SystemError) {
        guard let entries = opendir(folder) else { throw SystemError(doing: "read the folder \(folder)") }
        defer { closedir(entries) }
        // The two that are in every folder, and one more.
        for _ in 0..<3 {
            guard readdir(entries) != nil else { return }
        }
        throw SystemError(code: ENOTEMPTY, doing: "keep files in \(folder)")
    }

    func path(_ name: String) -> String { "\(folder)/\(name)" }

    /// A name that nothing in the folder has had.
    func newName() -> String {
        state.withLock { state in
            state.last += 1
            state.names.insert("\(state.last)")
            return "\(state.last)"
        }
    }

    func remove(_ name: String) {
        state.withLock { state in
            // Of a folder that was given up it may be another's by now.
            if state.names.remove(name) != nil { unlink(path(name)) }
        }
    }

    /// Gives the folder up, with all that was made in it, and itself if it was made.
    func removeAll() {
        state.withLock { state in
            for name in state.names { unlink(path(name)) }
            state.names = []
        }
        if isMade { rmdir(folder) }
    }
}
