import Glibc
import OSThreads

/// A local file that is written whole or not at all: whoever opens it sees the old content or the new. What stands there
/// and is no file, such as a pipe or a device, is written to as it is.
struct WholeFile {
    /// So long a pipe may be without a reader.
    private static let patienceWithReader: Duration = .seconds(5)

    let path: String

    init(_ path: String) { self.path = path }

    /// Writes what the pieces hold, one after the other.
    func write(_ pieces: some Sequence<[UInt8]>) throws {
        try write { add in for piece in pieces { try add(piece) } }
    }

    /// Writes what `body` adds, piece by piece. Throws `SystemError`, or what `body` throws.
    func write(_ body: (_ add: ([UInt8]) throws -> Void) throws -> Void) throws {
        guard LocalPath(path).kind != .other else { return try writeInto(body) }
        // A link stays, and leads to what was written.
        let target = LocalPath(path).target
        let part = try Part(in: target.parent)
        try body { try part.write($0) }
        try part.rename(to: target.text)
    }

    private func writeInto(_ body: (_ add: ([UInt8]) throws -> Void) throws -> Void) throws {
        let descriptor = try openStream()
        defer { close(descriptor) }
        try body { try Self.write($0, to: descriptor, named: path) }
    }

    /// Opens what is no file; a pipe that nobody has opened to read waits a while for a reader.
    private func openStream() throws -> Int32 {
        let deadline = MonotonicTime.now + Self.patienceWithReader
        while true {
            let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK)
            if descriptor >= 0 {
                // A reader may be slow.
                _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
                return descriptor
            }
            guard errno == ENXIO, LocalPath(path).isPipe else { throw SystemError(doing: "write \(path)") }
            guard .now < deadline else { throw Unread(path: path) }
            pause(for: .milliseconds(20))
        }
    }

    /// Whether the file is there and holds just what the pieces do, `count` bytes in all.
    func holds(_ pieces: some Sequence<[UInt8]>, count: Int64) throws(SystemError) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemError(doing: "open \(path)") }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw SystemError(doing: "look at \(path)") }
        guard Int64(status.st_size) == count else { return false }
        for piece in pieces {
            guard try Self.read(piece.count, from: descriptor, named: path) == piece else { return false }
        }
        return true
    }

    /// So many bytes; fewer where the file ends.
    private static func read(_ count: Int, from descriptor: Int32, named name: String) throws(SystemError)
        -> [UInt8]
    {
        var bytes = [UInt8](repeating: 0, count: count)
        var length = 0
        while length < count {
            let read = bytes.withUnsafeMutableBytes { [length] memory in
                Glibc.read(descriptor, memory.baseAddress.map { $0 + length }, count - length)
            }
            if read == 0 { break }
            if read > 0 {
                length += read
            } else if errno != EINTR {
                throw SystemError(doing: "read \(name)")
            }
        }
        return Array(bytes[..<length])
    }

    static func write(_ bytes: [UInt8], to descriptor: Int32, named name: String) throws(SystemError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw SystemError(doing: "write \(name)")
            }
        }
    }
}

/// A pipe that nobody has opened to read.
private struct Unread: Error, CustomStringConvertible {
    let path: String

    var description: String { "nobody reads \(path)" }
}

/// The file under a name of this process's own in which a whole one is made.
private struct Part: ~Copyable {
    private let path: String
    private let descriptor: Int32

    /// Makes it, and takes no file that is there already.
    init(in folder: LocalPath) throws(SystemError) {
        var number = 0
        while true {
            let path = "\(folder.text)/.alluxio-stress-\(getpid())-\(number).part"
            let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
            if descriptor >= 0 {
                (self.path, self.descriptor) = (path, descriptor)
                return
            }
            guard errno == EEXIST else { throw SystemError(doing: "write \(path)") }
            number += 1
        }
    }

    deinit {
        close(descriptor)
        // It is gone where it has become the whole file.
        unlink(path)
    }

    func write(_ bytes: [UInt8]) throws(SystemError) {
        try WholeFile.write(bytes, to: descriptor, named: path)
    }

    func rename(to name: String) throws(SystemError) {
        guard Glibc.rename(path, name) == 0 else { throw SystemError(doing: "rename \(path) to \(name)") }
    }
}
