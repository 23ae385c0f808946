import Glibc
import OSThreads

/// A file to which every strike adds a line of JSON, by one write: several proxies may share it, and no line is torn.
///
///     {"strike":1,"time":1764204000.25,"kind":"cut","operation":"read","path":"/a/b","offset":4096,"length":1234}
public final class FaultLogFile: Sendable {
    private let path: String
    private let descriptor: Int32

    /// Opens the file, and makes it where there is none.
    ///
    /// - Throws: `EmbeddedProxyError` where it can't be written to.
    public init(_ path: String) throws(EmbeddedProxyError) {
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw EmbeddedProxyError(message: SystemError(doing: "open \(path)").description)
        }
        self.path = path
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Adds a strike.
    ///
    /// - Throws: `EmbeddedProxyError` where the line could not be written, or not whole.
    public func add(_ record: FaultRecord) throws(EmbeddedProxyError) {
        let line = record.json + [UInt8(ascii: "\n")]
        let count = line.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        guard count == line.count else {
            let error = SystemError(code: count < 0 ? errno : ENOSPC, doing: "add a line to \(path)")
            throw EmbeddedProxyError(message: error.description)
        }
    }
}

extension FaultRecord {
    /// One line without its end.
    public var json: [UInt8] {
        var json = JSONText()
        json.object {
            $0.field("strike", strike)
            $0.name("time")
            $0.value(time)
            $0.field("kind", kind.rawValue)
            $0.field("operation", operation.rawValue)
            $0.field("path", path)
            $0.field("offset", offset)
            $0.field("length", length)
        }
        return json.bytes
    }
}
