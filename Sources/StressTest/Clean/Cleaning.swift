import Alluxio
import Measurement

/// `clean`: deletes what `parallel-write` left for a node, and nothing else.
public struct Cleaning {
    public struct Plan: Sendable {
        public var deployment: Deployment
        public var layout: FileLayout
        public var force: Bool
        /// Whether to list only.
        public var isDryRun: Bool

        public init(deployment: Deployment, layout: FileLayout, force: Bool, isDryRun: Bool) {
            self.deployment = deployment
            self.layout = layout
            self.force = force
            self.isDryRun = isDryRun
        }
    }

    private let plan: Plan
    private let state: RunState

    public init(_ plan: Plan, state: RunState) {
        self.plan = plan
        self.state = state
    }

    /// Deletes file by file, then the emptied folders, telling each path; never recursive, and never the root.
    ///
    /// - Throws: `NotStarted` where nothing was deleted.
    public func run(tell: (String) -> Void) throws {
        let check = try ProxyCheck(plan.deployment, state)
        state.note(serverVersion: check.version)
        let client = try Coordinator.client(plan.deployment, check.dialect, state)
        let folder = try list(client)
        try folder.check(for: .clean, force: plan.force)
        try state.awaitNodes()
        guard let entries = folder.entries else { return }
        let own = entries.filter { folder.isOwn($0) }
        state.note(goal: .files(own.count { !$0.folder }))
        state.noteBegun()
        // The folders that something stays in: foreign entries, and what could not be deleted. They are not tried.
        var kept = Set(entries.filter { !folder.isOwn($0) }.flatMap { Self.foldersAbove($0.path) })
        // Files before the folders that hold them.
        for entry in own.filter({ !$0.folder }) + own.filter(\.folder) where !kept.contains(entry.path) {
            guard let path = path(of: entry, in: folder) else { continue }
            if !delete(path, isFile: !entry.folder, length: entry.length, client, tell) {
                kept.formUnion(Self.foldersAbove(entry.path))
            }
            if !entry.folder { state.coordinator.addEndedFile() }
        }
        if !kept.contains(plan.layout.folder.description) {
            _ = delete(plan.layout.folder, isFile: false, length: 0, client, tell)
        }
    }

    /// By bytes, since a slash is one with a combining mark that a name begins with.
    private static func foldersAbove(_ path: String) -> [String] {
        path.utf8.indices.filter { path.utf8[$0] == UInt8(ascii: "/") }.map { String(path[..<$0]) }
    }

    /// From its place: what a listing says of other places is not used.
    private func path(of entry: FileSummary, in folder: NodeFolder) -> AlluxioPath? {
        switch folder.place(of: entry) {
        case .process(let process): plan.layout.path(process: process)
        case .file(let number): plan.layout.path(process: number.process).appending(component: entry.name)
        case .foreign: nil
        }
    }

    private func list(_ client: AlluxioClient) throws(NotStarted) -> NodeFolder {
        do throws(AlluxioError) {
            return try NodeFolder(plan.layout, client, recursive: true)
        } catch {
            throw NotStarted("\(error.path ?? plan.layout.folder) can't be listed: \(error.message)")
        }
    }

    /// False where it could not be deleted, which is recorded. A dry run counts what it would delete.
    private func delete(
        _ path: AlluxioPath, isFile: Bool, length: Int64, _ client: AlluxioClient, _ tell: (String) -> Void
    ) -> Bool {
        do throws(AlluxioError) {
            if !plan.isDryRun { try client.delete(path) }
            if isFile {
                state.coordinator.withOutcome { $0.recordFile(bytes: length) }
                state.coordinator.addFinishedFile()
            }
            tell(path.description)
        } catch  where error.code == .notFound {
            // It is gone, and that was wanted.
        } catch {
            state.coordinator.record(error)
            return false
        }
        return true
    }
}
