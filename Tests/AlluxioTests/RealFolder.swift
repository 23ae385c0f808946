import Alluxio
import OSThreads
import TestSupport
import Testing

/// A folder of a test's own in the real Alluxio, gone with it, and a client.
final class RealFolder {
    let proxy: ProxyAddress
    let client: AlluxioClient
    let path: AlluxioPath

    init(_ test: String) throws {
        let alluxio = try #require(RealAlluxio.here)
        proxy = ProxyAddress(host: alluxio.host, port: alluxio.port)
        client = try AlluxioClient(proxy)
        path = try AlluxioPath(RealAlluxio.folder(test))
        try client.createDirectory(path)
    }

    deinit { try? delete(path) }

    /// Waits until a file that was closed is complete: a proxy that closes many at once answers some closes before they
    /// are done.
    @discardableResult
    static func awaitComplete(_ path: AlluxioPath, _ client: AlluxioClient) throws -> FileStatus {
        let deadline = MonotonicTime.now + .seconds(10)
        while true {
            let status = try client.getStatus(path)
            if status.completed || MonotonicTime.now > deadline { return status }
        }
    }

    /// Deletes with plain deletes, what stands in a folder before the folder.
    private func delete(_ path: AlluxioPath) throws {
        for entry in try client.listStatus(path, as: FileSummary.self) {
            let path = try AlluxioPath(entry.path)
            if entry.folder { try delete(path) } else { try client.delete(path) }
        }
        try client.delete(path)
    }
}
