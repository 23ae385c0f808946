import Alluxio
import FoundationEssentials

/// What stands in a node's folder before a run, and what of it a run may touch.
struct NodeFolder {
    /// What is to be done there decides what may stand there.
    enum Purpose {
        /// One file a process will be written.
        case write
        /// All that `parallel-write` left is to be deleted, of either kind.
        case clean
    }

    /// An incomplete file younger than this is another run's at work.
    private static let young: Double = 600
    private static let namedAtMost = 10

    let layout: FileLayout
    /// Nil where there is no such folder.
    let entries: [FileSummary]?
    /// Seconds since 1970, by the server's clock where it told.
    private let listed: Double

    init(_ layout: FileLayout, _ client: AlluxioClient, recursive: Bool = false) throws(AlluxioError) {
        self.layout = layout
        do {
            entries = try client.listStatus(
                layout.folder, ListStatusOptions { $0.recursive = recursive ? true : nil },
                as: FileSummary.self)
        } catch {
            guard error.code == .notFound else { throw error }
            entries = nil
        }
        listed = client.dateOfLatestAnswer.map { Double($0) / 1000 } ?? Date().timeIntervalSince1970
    }

    /// Files of a process that this run may replace, by process.
    var files: [Int: FileSummary] {
        var files: [Int: FileSummary] = [:]
        for entry in entries ?? [] where !entry.folder {
            if let process = FileLayout.process(named: entry.name) { files[process] = entry }
        }
        return files
    }

    /// The path of an entry, from its place within the node's folder: what a listing says of other places is not used.
    func path(of entry: FileSummary) -> AlluxioPath {
        let parts = entry.path.split(separator: "/").suffix(parentProcess(entry) == nil ? 1 : 2)
        return parts.reduce(layout.folder) { $0.appending(component: String($1)) }
    }

    /// Whether an entry of a recursive listing is one that `parallel-write` makes.
    func isOwn(_ entry: FileSummary) -> Bool {
        guard let parent = parentProcess(entry) else { return FileLayout.process(named: entry.name) != nil }
        return parent >= 0 && !entry.folder && Self.isFileName(entry.name)
    }

    /// Stops with what forbids the purpose, naming up to ten entries.
    func check(for purpose: Purpose, force: Bool) throws(NotStarted) {
        let entries = entries ?? []
        if entries.count == 1, let only = entries.first, only.path == layout.folder.description, !only.folder
        {
            throw NotStarted("\(layout.folder) is a file, where the folder of node \(layout.node) should be")
        }
        try refuse(entries.filter { isOfOtherKind($0, purpose) }) { _ in
            "of another kind than this run needs: `alluxio-stress clean` takes away what an earlier run left as folders"
        }
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

    private func refuse(_ entries: [FileSummary], why: ([FileSummary]) -> String) throws(NotStarted) {
        guard !entries.isEmpty else { return }
        let names = entries.prefix(Self.namedAtMost).map(\.path).joined(separator: ", ")
        let more = entries.count > Self.namedAtMost ? " and \(entries.count - Self.namedAtMost) more" : ""
        throw NotStarted("\(names)\(more): \(why(entries))")
    }

    private func isOfOtherKind(_ entry: FileSummary, _ purpose: Purpose) -> Bool {
        purpose == .write && entry.folder && FileLayout.process(named: entry.name) != nil
    }

    private func isAtWork(_ entry: FileSummary) -> Bool {
        !entry.folder && !entry.completed && listed - Double(entry.creationTimeMs) / 1000 < Self.young
    }

    /// For an entry of a recursive listing that stands within a folder of the node: that folder's process, or -1 where
    /// it is no process's. Nil for an entry of the node's folder itself.
    private func parentProcess(_ entry: FileSummary) -> Int? {
        let prefix = layout.folder.description + "/"
        guard entry.path.hasPrefix(prefix) else { return -1 }
        let parts = entry.path.dropFirst(prefix.count).split(separator: "/")
        guard parts.count > 1 else { return nil }
        return parts.count == 2 ? FileLayout.process(named: String(parts[0])) ?? -1 : -1
    }

    /// Whether a name is `file_<number>`.
    static func isFileName(_ name: String) -> Bool {
        guard name.hasPrefix("file_"), let number = Int(name.dropFirst(5)) else { return false }
        return number >= 0 && name == "file_\(number)"
    }

    private static func runs(of entries: [FileSummary]) -> String {
        let runs = Set(entries.compactMap { $0.xattr?[Mark.attribute].flatMap(Mark.init)?.run })
        guard !runs.isEmpty else { return "" }
        return " (run " + runs.sorted().map { "\($0)" }.joined(separator: ", ") + ")"
    }
}
