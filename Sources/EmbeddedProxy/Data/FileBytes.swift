import Glibc
import OSThreads

/// A file's bytes in a local file of their own, which goes with them.
final class FileBytes: StoredBytes {
    private let folder: DataFolder
    private let name: String
    // Sendable holds: both are changed only under the lock of the file that is being written, and not from then on.
    private nonisolated(unsafe) var writer: LocalDescriptor?
    private nonisolated(unsafe) var count: Int64 = 0

    init(in folder: DataFolder) throws(SystemError) {
        self.folder = folder
        name = folder.newName()
        writer = try LocalDescriptor(folder.path(name), O_WRONLY | O_CREAT | O_EXCL)
    }

    deinit { folder.remove(name) }

    func append(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
        try writer?.write(bytes, at: count)
        count += Int64(bytes.count)
    }

    /// A file that is only there costs no descriptor.
    func finish() { writer = nil }

    func reader() throws(SystemError) -> any StoredBytesReader {
        try LocalDescriptor(folder.path(name), O_RDONLY)
    }
}

/// A local file that is open.
private final class LocalDescriptor: StoredBytesReader {
    private let path: String
    private let number: Int32

    init(_ path: String, _ flags: Int32) throws(SystemError) {
        self.path = path
        let opened = open(path, flags | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw SystemError(doing: "open \(path)") }
        number = opened
    }

    deinit { close(number) }

    func write(_ bytes: UnsafeRawBufferPointer, at position: Int64) throws(SystemError) {
        var done = 0
        while done < bytes.count {
            let part = UnsafeRawBufferPointer(rebasing: bytes[done...])
            let count = pwrite(number, part.baseAddress, part.count, Int(position) + done)
            if count >= 0 {
                done += count
            } else if errno != EINTR {
                throw SystemError(doing: "write \(path)")
            }
        }
    }

    func read(at position: Int64, into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) {
        var done = 0
        while done < buffer.count {
            let part = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
            let count = pread(number, part.baseAddress, part.count, Int(position) + done)
            if count > 0 {
                done += count
            } else if count == 0 {
                throw SystemError(code: ENODATA, doing: "read \(path), which somebody else has cut short")
            } else if errno != EINTR {
                throw SystemError(doing: "read \(path)")
            }
        }
    }
}
