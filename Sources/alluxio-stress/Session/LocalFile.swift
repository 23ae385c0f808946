import Glibc
import OSThreads

/// A local file that is open for reading. It may be a pipe.
struct LocalFile: ~Copyable {
    private static let partSize = 256 << 10
    /// So long nothing may come from what is no file.
    private static let patience: Duration = .seconds(30)

    /// Nobody writes to what is no file.
    struct Silent: Error, CustomStringConvertible {
        let path: String
        var description: String { "nothing has come from \(path) for \(Int(LocalFile.patience.seconds)) s" }
    }

    /// There is more of it than is taken.
    struct TooLong: Error, CustomStringConvertible {
        let path: String
        let limit: Int
        var description: String { "'\(path)' is longer than \(limit >> 20) MB" }
    }

    /// In bytes, when it was opened.
    let length: Int64
    private let path: String
    private let descriptor: Int32
    private let isFile: Bool

    init(_ path: String) throws(SystemError) {
        self.path = path
        // Nobody may have opened a pipe to write to it yet.
        let opened = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard opened >= 0 else { throw SystemError(doing: "open \(path)") }
        var status = stat()
        guard fstat(opened, &status) == 0 else {
            let error = SystemError(doing: "look at \(path)")
            close(opened)
            throw error
        }
        descriptor = opened
        length = Int64(status.st_size)
        isFile = status.st_mode & S_IFMT == S_IFREG
    }

    deinit { close(descriptor) }

    /// All of it. Throws `TooLong`, and as `forEachPart` does.
    func bytes(atMost limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try forEachPart { part in
            guard bytes.count + part.count <= limit else { throw TooLong(path: path, limit: limit) }
            bytes += part
        }
        return bytes
    }

    /// Reads it from where it was read to, to its end. Throws `SystemError`, `Silent`, or what `body` throws.
    func forEachPart(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        var buffer = [UInt8](repeating: 0, count: Self.partSize)
        while true {
            if !isFile { try awaitMore() }
            let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return }
            if count < 0 {
                if errno == EINTR || errno == EAGAIN { continue }
                throw SystemError(doing: "read \(path)")
            }
            try buffer.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0.prefix(count))) }
        }
    }

    /// Until there is more, or the end.
    private func awaitMore() throws(Silent) {
        let deadline = MonotonicTime.now + Self.patience
        var looked = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while poll(&looked, 1, MonotonicTime.now.milliseconds(to: deadline)) <= 0 {
            guard .now < deadline else { throw Silent(path: path) }
        }
    }
}
