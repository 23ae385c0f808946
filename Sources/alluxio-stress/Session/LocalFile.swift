import Glibc
import OSThreads

/// A local file that is open for reading.
struct LocalFile: ~Copyable {
    private static let partSize = 256 << 10

    /// In bytes, when it was opened.
    let length: Int64
    private let path: String
    private let descriptor: Int32

    init(_ path: String) throws(SystemError) {
        self.path = path
        let opened = open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw SystemError(doing: "open \(path)") }
        var status = stat()
        guard fstat(opened, &status) == 0 else {
            let error = SystemError(doing: "look at \(path)")
            close(opened)
            throw error
        }
        descriptor = opened
        length = Int64(status.st_size)
    }

    deinit { close(descriptor) }

    /// Reads it from where it was read to, to its end.
    func forEachPart(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        var buffer = [UInt8](repeating: 0, count: Self.partSize)
        while true {
            let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return }
            if count < 0 {
                if errno == EINTR { continue }
                throw SystemError(doing: "read \(path)")
            }
            try buffer.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0.prefix(count))) }
        }
    }
}
