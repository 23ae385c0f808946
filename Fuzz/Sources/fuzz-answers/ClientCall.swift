import Alluxio

/// The calls of the client, as the product makes them, and the others.
enum ClientCall: CaseIterable {
    case proxyInfo, proxySummary, status, summary, list, summaries, exists
    case createDirectory, delete, rename, free, setAttribute, mount, unmount
    case readWhole, writeWhole, write, read, closeWritten

    private static let path = (try? AlluxioPath("/a/b")) ?? .root
    private static let bytesToWrite = 1000

    func make(_ client: AlluxioClient) throws(AlluxioError) {
        let path = Self.path
        switch self {
        case .proxyInfo: _ = try client.proxyInfo()
        case .proxySummary: _ = try client.proxySummary()
        case .status: _ = try client.getStatus(path)
        case .summary: _ = try client.getStatus(path, as: FileSummary.self)
        case .list: _ = try client.listStatus(.root)
        case .summaries: _ = try client.listStatus(path, as: FileSummary.self)
        case .exists: _ = try client.exists(path)
        case .createDirectory: try client.createDirectory(path)
        case .delete: try client.delete(path)
        case .rename: try client.rename(path, to: path)
        case .free: try client.free(path)
        case .setAttribute: try client.setAttribute(path, SetAttributeOptions())
        case .mount: try client.mount(path, source: "/mnt")
        case .unmount: try client.unmount(path)
        case .readWhole: try client.withReader(path) { reader in _ = try reader.read(Self.look) }
        case .writeWhole: try client.withWriter(path) { writer in _ = try writer.write(Self.filling()) }
        case .write:
            try client.write(FileOutStream(id: StreamID(rawValue: 1), path: path), fill: Self.filling())
        case .read: try client.read(FileInStream(id: StreamID(rawValue: 1), path: path), receive: Self.look)
        case .closeWritten: try client.close(FileOutStream(id: StreamID(rawValue: 1), path: path))
        }
    }

    /// Touches every byte that comes.
    private static func look(_ bytes: UnsafeRawBufferPointer) {
        if bytes.isEmpty { fatalError("nothing came, and was told") }
        _ = bytes.reduce(0) { $0 &+ Int($1) }
    }

    private static func filling() -> (UnsafeMutableRawBufferPointer) -> Int {
        var left = bytesToWrite
        return { buffer in
            let count = min(left, buffer.count)
            buffer[..<count].initializeMemory(as: UInt8.self, repeating: 0x61)
            left -= count
            return count
        }
    }
}
