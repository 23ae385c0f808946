import Alluxio
import EmbeddedProxy
import HTTP
import OSThreads
import TestSupport
import Testing

/// A proxy of a test's own, on a free port, and a client of it.
final class Fixture {
    let proxy: EmbeddedProxy
    let client: AlluxioClient
    private let connection: HTTPConnection

    /// - Parameter configure: What is other than by default.
    init(
        clock: ManualClock? = nil, _ configure: (inout EmbeddedProxy.Configuration) -> Void = { _ in }
    ) throws {
        var configuration = EmbeddedProxy.Configuration(port: 0)
        configure(&configuration)
        proxy = try EmbeddedProxy(configuration) { clock?.now ?? .now }
        client = try AlluxioClient(ProxyAddress(host: "127.0.0.1", port: proxy.port))
        connection = try HTTPConnection(host: "127.0.0.1", port: proxy.port)
    }

    deinit { proxy.stop() }

    /// A POST as it is, its target within the API.
    func post(_ target: String, _ body: String = "", contentType: String = "application/json") throws
        -> HTTPResponse
    {
        try connection.send(
            HTTPRequest(
                method: .post, target: "/api/v1/" + target, contentType: contentType,
                body: .bytes(Array(body.utf8))),
            limits: .init(answer: .seconds(20)))
    }

    /// Writes a complete file.
    func store(
        _ content: [UInt8], at path: AlluxioPath, _ set: (inout CreateFileOptions) -> Void = { _ in }
    ) throws {
        try client.store(content, at: path, set)
    }

    func read(_ stream: FileInStream) throws -> [UInt8] { try client.bytes(of: stream) }

    func content(of path: AlluxioPath) throws -> [UInt8] { try client.content(of: path) }

    /// Begins an upload and leaves it unfinished, after the proxy has taken `content`: the file is to have
    /// blocks of one byte, by which its status tells how many came.
    func beginUpload(_ content: [UInt8], to stream: FileOutStream) throws -> RawConnection {
        let raw = try RawConnection(port: proxy.port)
        raw.sendHead(
            "POST", "/api/v1/streams/\(stream.id.rawValue)/write",
            ["Content-Type": "application/octet-stream", "Content-Length": "1000000"])
        raw.send(content)
        var taken = 0
        let deadline = MonotonicTime.now + .seconds(20)
        while taken < content.count, .now < deadline {
            taken = try client.getStatus(stream.path).blockIds.count
        }
        #expect(taken == content.count)
        return raw
    }
}

extension AlluxioClient {
    /// Writes a complete file.
    func store(
        _ content: [UInt8], at path: AlluxioPath, _ set: (inout CreateFileOptions) -> Void = { _ in }
    ) throws {
        let stream = try createFile(
            path,
            .with {
                $0.recursive = true
                set(&$0)
            })
        try write(stream, fill: pieces(of: content))
        try close(stream)
    }

    /// What a stream still gives.
    func bytes(of stream: FileInStream) throws -> [UInt8] {
        var content: [UInt8] = []
        try read(stream) { content += $0 }
        return content
    }

    /// Opens, reads and closes.
    func content(of path: AlluxioPath) throws -> [UInt8] {
        let stream = try openFile(path)
        defer { try? close(stream) }
        return try bytes(of: stream)
    }
}

extension AlluxioOptions {
    /// Options with something set.
    static func with(_ set: (inout Self) -> Void) -> Self where Self: DefaultInitialized {
        var options = Self()
        set(&options)
        return options
    }
}

protocol DefaultInitialized { init() }
extension CreateFileOptions: DefaultInitialized {}
extension CreateDirectoryOptions: DefaultInitialized {}
extension DeleteOptions: DefaultInitialized {}
extension SetAttributeOptions: DefaultInitialized {}
extension ListStatusOptions: DefaultInitialized {}

/// Gives a content piece by piece.
func pieces(of content: [UInt8]) -> (UnsafeMutableRawBufferPointer) -> Int {
    var sent = 0
    return { buffer in
        let count = min(buffer.count, content.count - sent)
        buffer.copyBytes(from: content[sent..<sent + count])
        sent += count
        return count
    }
}

/// Bytes that differ everywhere and from one seed to another.
func pattern(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 8)
    while bytes.count < count {
        withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0) }
    }
    bytes.removeLast(bytes.count - count)
    return bytes
}

let octets = "application/octet-stream"
