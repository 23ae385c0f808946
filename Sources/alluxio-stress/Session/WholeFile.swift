import Glibc
import OSThreads

/// A local file that is written whole or not at all: whoever opens it sees the old content or the new. What stands there
/// and is no file, such as a pipe or a device, is written to as it is.
struct WholeFile {
    let path: String

    init(_ path: String) { self.path = path }

    func write(_ bytes: [UInt8]) throws(SystemError) {
        guard LocalPath(path).kind != .other else { return try writeInto(bytes) }
        let part = path + ".part"
        let descriptor = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw SystemError(doing: "write \(part)") }
        do {
            defer { close(descriptor) }
            try Self.write(bytes, to: descriptor, named: part)
        } catch {
            unlink(part)
            throw error
        }
        guard rename(part, path) == 0 else { throw SystemError(doing: "rename \(part) to \(path)") }
    }

    private func writeInto(_ bytes: [UInt8]) throws(SystemError) {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemError(doing: "write \(path)") }
        defer { close(descriptor) }
        try Self.write(bytes, to: descriptor, named: path)
    }

    /// Whether the file is there and holds just these bytes.
    func holds(_ bytes: [UInt8]) throws(SystemError) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemError(doing: "open \(path)") }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        var rest = bytes[...]
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count >= 0 else { throw SystemError(doing: "read \(path)") }
            if count == 0 { return rest.isEmpty }
            guard rest.starts(with: buffer[..<count]) else { return false }
            rest = rest.dropFirst(count)
        }
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
