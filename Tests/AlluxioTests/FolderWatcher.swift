import Alluxio
import OSThreads

/// Lists a folder again and again, as any reader may.
final class FolderWatcher: Sendable {
    struct Seen: Sendable {
        var listings = 0
        /// How often a file was listed that is still written.
        var incomplete = 0
        var shortComplete: [String] = []
    }

    private let proxy: ProxyAddress
    private let folder: AlluxioPath
    private let stopped = Monitor(false)

    init(_ proxy: ProxyAddress, _ folder: AlluxioPath) {
        self.proxy = proxy
        self.folder = folder
    }

    func stop() { stopped.update { $0 = true } }

    func watch() throws -> Seen {
        let client = try AlluxioClient(proxy)
        var seen = Seen()
        repeat {
            for file in try client.listStatus(folder, as: FileSummary.self) {
                if !file.completed {
                    seen.incomplete += 1
                } else if file.length != CutUpload.size {
                    seen.shortComplete.append("\(file.path): \(file.length)")
                }
            }
            seen.listings += 1
        } while !stopped.withLock { $0 }
        return seen
    }
}
