import Synchronization

/// The files of an iteration whose every call was answered well, until the confirming listing says which are stored.
final class AnsweredFiles: Sendable {
    /// The version of each.
    private let versions = Mutex<[FileNumber: Int]>([:])

    func add(_ file: FileNumber, version: Int) { versions.withLock { $0[file] = version } }

    /// Takes all of them out.
    func take() -> [FileNumber: Int] {
        versions.withLock { versions in
            defer { versions = [:] }
            return versions
        }
    }
}
