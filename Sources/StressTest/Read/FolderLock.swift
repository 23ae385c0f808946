import Glibc

/// An advisory lock on a local folder, held until it goes.
final class FolderLock {
    private let descriptor: Int32
    let isHeldByAnother: Bool

    init(_ folder: String) {
        descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        isHeldByAnother = descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }

    deinit { if descriptor >= 0 { close(descriptor) } }
}
