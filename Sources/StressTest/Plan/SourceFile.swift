import Glibc
import OSThreads

/// A local file whose bytes are what a file in Alluxio should hold.
///
/// A small one is read once and kept, so that nothing that happens to it during a run counts. Of a larger one each piece
/// is read when it is asked for, so that memory stays flat.
public final class SourceFile: Sendable {
    public let path: String
    /// In bytes, as it was when the file was opened.
    public let length: Int64
    private let descriptor: Int32
    private let bytes: [UInt8]?

    /// Throws `SystemError` where the file can't be opened and read, or is not a regular file.
    ///
    /// - Parameter kept: a file of up to so many bytes is kept in memory.
    public init(_ path: String, keepingUpTo kept: Int64 = 16 << 20) throws(SystemError) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw SystemError(doing: "open \(path)") }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let error = SystemError(doing: "look at \(path)")
            close(descriptor)
            throw error
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw SystemError(
                code: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL, doing: "read \(path) as a file")
        }
        self.path = path
        length = Int64(status.st_size)
        guard length <= kept else {
            bytes = nil
            return
        }
        do {
            bytes = try Self.read(descriptor, path, length: Int(length))
        } catch {
            close(descriptor)
            throw error
        }
    }

    deinit { close(descriptor) }

    /// Copies what stands at `offset` into `buffer`, as much as there is and fits; returns how many bytes.
    /// Throws `SystemError` where the file can't be read, or has become shorter than it was.
    public func fill(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(SystemError) -> Int {
        let count = Int(max(0, min(Int64(buffer.count), length - offset)))
        guard count > 0 else { return 0 }
        let target = UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
        if let bytes {
            bytes.withUnsafeBytes {
                target.copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: $0[Int(offset)..<Int(offset) + count]))
            }
        } else {
            try Self.readFully(descriptor, path, target, at: offset)
        }
        return count
    }

    /// Runs `body` with the `count` bytes at `offset`, all of which lie within the file's length.
    func withBytes<Result>(
        at offset: Int64, count: Int, scratch: UnsafeMutableRawBufferPointer,
        _ body: (UnsafeRawBufferPointer) -> Result
    ) throws(SystemError) -> Result {
        if let bytes {
            return bytes.withUnsafeBytes {
                body(UnsafeRawBufferPointer(rebasing: $0[Int(offset)..<Int(offset) + count]))
            }
        }
        let target = UnsafeMutableRawBufferPointer(rebasing: scratch[..<count])
        try Self.readFully(descriptor, path, target, at: offset)
        return body(UnsafeRawBufferPointer(target))
    }

    /// Runs `body` with the whole file, where it is kept in memory.
    func withKeptBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
        bytes?.withUnsafeBytes(body)
    }

    private static func read(_ descriptor: Int32, _ path: String, length: Int) throws(SystemError) -> [UInt8]
    {
        var bytes = [UInt8](repeating: 0, count: length)
        let result: Result<Void, SystemError> = bytes.withUnsafeMutableBytes { buffer in
            Result { () throws(SystemError) in try readFully(descriptor, path, buffer, at: 0) }
        }
        try result.get()
        return bytes
    }

    private static func readFully(
        _ descriptor: Int32, _ path: String, _ buffer: UnsafeMutableRawBufferPointer, at offset: Int64
    ) throws(SystemError) {
        var done = 0
        while done < buffer.count {
            let count = pread(
                descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(offset) + done)
            if count > 0 {
                done += count
            } else if count == 0 {
                throw SystemError(code: EIO, doing: "read \(path): it has become shorter")
            } else if errno != EINTR {
                throw SystemError(doing: "read \(path)")
            }
        }
    }
}
