import Alluxio

/// The folders that a run made for its files; taken away again where nothing came to stand in them.
struct MadeFolders {
    /// In the order in which they were made: none before the one it stands in.
    private var paths: [AlluxioPath] = []

    /// Makes what the layout needs and `found` lacks: the node's folder, and the folders of so many processes where they
    /// have those. Never with an extended attribute, which would go to the folder above.
    mutating func make(for layout: FileLayout, processes: Int, found: NodeFolder, _ client: AlluxioClient)
        throws(AlluxioError)
    {
        if found.entries == nil { try makeWithParents(layout.folder, client) }
        guard layout.hasProcessFolders else { return }
        let there = found.processFolders
        for process in 0..<processes where !there.contains(process) {
            let path = layout.path(process: process)
            try client.createDirectory(path, CreateDirectoryOptions { $0.allowExists = true })
            paths.append(path)
        }
    }

    /// Makes `folder`, which was seen to be missing, and what is missing above it.
    private mutating func makeWithParents(_ folder: AlluxioPath, _ client: AlluxioClient) throws(AlluxioError)
    {
        var missing = [folder]
        while let parent = missing.last?.parent, parent != .root, try !Self.isThere(parent, client) {
            missing.append(parent)
        }
        try client.createDirectory(
            folder,
            CreateDirectoryOptions {
                $0.recursive = true
                $0.allowExists = true
            })
        paths += missing.reversed()
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
    func removeEmpty(in layout: FileLayout, _ client: AlluxioClient, _ state: RunState) {
        guard !paths.isEmpty else { return }
        var full =
            layout.isListedByProcess ? foldersWritten(in: layout, state) : foldersInUse(in: layout, client)
        // What stands in a folder comes before it.
        for path in paths.reversed() {
            do throws(AlluxioError) {
                guard !full.contains(path.description),
                    try client.listStatus(path, as: FileSummary.self).isEmpty
                else {
                    if let parent = path.parent { full.insert(parent.description) }
                    continue
                }
                try client.delete(path)
            } catch {
                guard error.code != .notFound else { continue }
                state.coordinator.record(
                    left: path, on: client.proxy,
                    why: "a folder that the run made, and would delete if it is empty: \(error.message)")
                return
            }
        }
    }

    /// The folders of processes that stored a file, and the node's, where there is one: where so many files stand none of
    /// them is listed to see that there are any.
    private func foldersWritten(in layout: FileLayout, _ state: RunState) -> Set<String> {
        let written = state.processes.indices.filter { state.processes[$0].tally.files > 0 }
        let folders = written.map { layout.path(process: $0).description }
        return Set(folders + (folders.isEmpty ? [] : [layout.folder.description]))
    }

    /// The node's folders that hold anything but folders of this run; with one listing, so that not each of thousands of
    /// processes' folders needs its own.
    private func foldersInUse(in layout: FileLayout, _ client: AlluxioClient) -> Set<String> {
        let made = Set(paths.map(\.description))
        let entries = (try? NodeFolder(layout, client))?.entries ?? []
        return Set(
            entries.filter { !made.contains($0.path) }.compactMap { entry in
                entry.path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(entry.path[..<$0]) }
            })
    }
}
