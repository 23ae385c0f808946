import Alluxio
import FoundationEssentials

/// What stands in a node's folder, and what of it a run may touch.
struct NodeFolder {
    /// What is to be done there decides what may stand there.
    enum Purpose {
        /// As many files a process as the layout says will be written.
        case write
        /// All that `parallel-write` left is to be deleted, of either kind.
        case clean
    }

    /// Where an entry stands.
    enum Place: Hashable {
        /// `process_<number>`
        case process(Int)
        /// `process_<number>/file_<number>`
        case file(FileNumber)
        case foreign
    }

    /// An incomplete file younger than this is another run's at work.
    private static let young: Double = 600

    let layout: FileLayout
    /// Nil where there is no such folder.
    private(set) var entries: [FileSummary]?
    /// The files that stand where the layout has them.
    private(set) var files: [FileNumber: FileSummary] = [:]
    /// Seconds since 1970, by the server's clock where it told.
    private let listed: Double

    /// Lists the folder, with the folders of processes where the layout has those.
    init(_ layout: FileLayout, _ client: AlluxioClient) throws(AlluxioError) {
        try self.init(layout, client, recursive: layout.hasProcessFolders)
    }

    init(_ layout: FileLayout, _ client: AlluxioClient, recursive: Bool) throws(AlluxioError) {
        self.layout = layout
        // One answer for all, where there are few enough.
        let isRecursive = recursive && layout.hasProcessFolders && !layout.isListedByProcess
        entries = try Self.list(layout.folder, client, recursive: isRecursive)
        listed = client.dateOfLatestAnswer.map { Double($0) / 1000 } ?? Date().timeIntervalSince1970
        if recursive, !isRecursive {
            for process in processFolders.sorted() {
                entries? += try Self.list(layout.path(process: process), client, recursive: false) ?? []
            }
        }
        for entry in entries ?? [] where !entry.folder {
            switch place(of: entry) {
            case .process(let process) where !layout.hasProcessFolders:
                files[FileNumber(process: process)] = entry
            case .file(let number) where layout.hasProcessFolders: files[number] = entry
            default: break
            }
        }
    }

    /// The files of one process that stand where the layout has them, where it has a folder for them.
    static func files(ofProcess process: Int, _ layout: FileLayout, _ client: AlluxioClient)
        throws(AlluxioError) -> [FileNumber: FileSummary]
    {
        var files: [FileNumber: FileSummary] = [:]
        for entry in try list(layout.path(process: process), client, recursive: false) ?? [] {
            guard !entry.folder, let file = FileLayout.file(named: entry.name) else { continue }
            files[FileNumber(process: process, file: file)] = entry
        }
        return files
    }

    /// Nil where there is no such folder.
    private static func list(_ folder: AlluxioPath, _ client: AlluxioClient, recursive: Bool)
        throws(AlluxioError) -> [FileSummary]?
    {
        do {
            return try client.listStatus(
                folder, ListStatusOptions { $0.recursive = recursive ? true : nil }, as: FileSummary.self)
        } catch  where error.code == .notFound {
            return nil
        }
    }

    /// What to try where all that stands here is of the other layout.
    var advice: String? {
        guard files.isEmpty else { return nil }
        if !layout.hasProcessFolders, !processFolders.isEmpty {
            return "each process of \(layout.folder) has a folder of files: give --files"
        }
        let hasFiles = entries?.contains { entry in
            if case .process = place(of: entry) { !entry.folder } else { false }
        }
        guard layout.hasProcessFolders, hasFiles == true else { return nil }
        return "each process of \(layout.folder) has one file: leave --files out"
    }

    /// The processes that have a folder.
    var processFolders: Set<Int> {
        Set(
            (entries ?? []).filter(\.folder).compactMap { entry in
                if case .process(let process) = place(of: entry) { process } else { nil }
            })
    }

    func place(of entry: FileSummary) -> Place {
        let folder = layout.folder.description
        guard entry.path.hasPrefix(folder) else { return .foreign }
        let below = entry.path.utf8.dropFirst(folder.utf8.count)
        guard below.first == UInt8(ascii: "/") else { return .foreign }
        let name = below.dropFirst().prefix { $0 != UInt8(ascii: "/") }
        guard let process = FileLayout.process(named: Substring(name)) else { return .foreign }
        guard name.endIndex < below.endIndex else { return .process(process) }
        return FileLayout.file(named: Substring(below[name.endIndex...].dropFirst()))
            .map { .file(FileNumber(process: process, file: $0)) } ?? .foreign
    }

    /// Whether `parallel-write` makes such an entry, in either layout.
    func isOwn(_ entry: FileSummary) -> Bool {
        switch place(of: entry) {
        case .process: true
        case .file: !entry.folder
        case .foreign: false
        }
    }

    /// Stops with what forbids the purpose, naming up to ten entries.
    func check(for purpose: Purpose, force: Bool) throws(NotStarted) {
        let entries = entries ?? []
        if entries.count == 1, let only = entries.first, only.path == layout.folder.description, !only.folder
        {
            throw NotStarted("\(layout.folder) is a file, where the folder of node \(layout.node) should be")
        }
        if purpose == .write { try checkKinds(entries) }
        try refuse(entries.filter { $0.mountPoint }) { _ in "a mount point, which is never touched" }
        try refuse(entries.filter { $0.pinned }) { _ in "pinned, and so never deleted" }
        guard !force else { return }
        try refuse(entries.filter { !isOwn($0) }) { _ in
            "not the tool's: move it away, use another --node, or go past it with --force (it stays as it is)"
        }
        try refuse(entries.filter(isAtWork)) {
            "not completed and younger than 10 minutes: another run of node \(layout.node) is at work, or one died"
                + Self.runs(of: $0) + ": wait, use another --node, or --force"
        }
    }

    /// Stops at a folder where the layout has a file, and the other way round.
    private func checkKinds(_ entries: [FileSummary]) throws(NotStarted) {
        let isOfOtherLayout = { (entry: FileSummary) in
            if case .process = place(of: entry) { entry.folder != layout.hasProcessFolders } else { false }
        }
        try refuse(entries.filter(isOfOtherLayout)) { _ in
            layout.hasProcessFolders
                ? "a file, where --files needs a folder: `alluxio-stress clean` takes away what an earlier run left"
                : "a folder, where one file a process is to stand: `alluxio-stress clean` takes away what an earlier run with --files left"
        }
        let isFolderForFile = { (entry: FileSummary) in
            if case .file = place(of: entry) { entry.folder } else { false }
        }
        try refuse(entries.filter(isFolderForFile)) { _ in
            "a folder, where a file of a process should be: move it away, or use another --node"
        }
    }

    private func refuse(_ entries: [FileSummary], why: ([FileSummary]) -> String) throws(NotStarted) {
        guard !entries.isEmpty else { return }
        throw NotStarted("\(named(entries.map(\.path))): \(why(entries))")
    }

    private func isAtWork(_ entry: FileSummary) -> Bool {
        !entry.folder && !entry.completed && listed - Double(entry.creationTimeMs) / 1000 < Self.young
    }

    private static func runs(of entries: [FileSummary]) -> String {
        let runs = Set(entries.compactMap { Mark(of: $0)?.run })
        guard !runs.isEmpty else { return "" }
        return " (run " + runs.sorted().map { "\($0)" }.joined(separator: ", ") + ")"
    }
}
