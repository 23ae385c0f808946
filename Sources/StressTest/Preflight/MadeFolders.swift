import Alluxio

/// The folders that a run made for its files; taken away again where nothing came to stand in them.
struct MadeFolders {
    /// The deepest first.
    private var paths: [AlluxioPath] = []

    /// Makes `folder`, which was seen to be missing, and what is missing above it.
    init(_ folder: AlluxioPath, _ client: AlluxioClient) throws(AlluxioError) {
        var missing: AlluxioPath? = folder
        while let path = missing, path != .root {
            paths.append(path)
            missing = try path.parent.flatMap { parent throws(AlluxioError) in
                try Self.isThere(parent, client) ? nil : parent
            }
        }
        try client.createDirectory(
            folder,
            CreateDirectoryOptions {
                $0.recursive = true
                $0.allowExists = true
            })
    }

    private static func isThere(_ path: AlluxioPath, _ client: AlluxioClient) throws(AlluxioError) -> Bool {
        do {
            _ = try client.getStatus(path, as: FileSummary.self)
            return true
        } catch  where error.code == .notFound {
            return false
        }
    }

    /// Deletes each that is empty, never recursively. What can't be deleted is recorded as left behind.
    func removeEmpty(_ client: AlluxioClient, _ recorder: Recorder) {
        for path in paths {
            do throws(AlluxioError) {
                guard try client.listStatus(path, as: FileSummary.self).isEmpty else { return }
                try client.delete(path)
            } catch {
                guard error.code != .notFound else { continue }
                recorder.record(
                    left: path, on: client.proxy, why: "an empty folder that the run made: \(error.message)")
                return
            }
        }
    }
}
