import Alluxio

/// What is known before the first file is opened.
struct Sight: Sendable {
    var dialect: Dialect
    /// By path; nil where the way in has no look-up.
    var statuses: [String: FileSummary]?
    /// Files of the nodes that no record names.
    var unexpected: [(file: VerifiedFile, length: Int64)] = []

    /// What to try where nothing stands where it should, and what stands there that is nobody's.
    var advice: [String] = []

    /// Where no proxy is asked.
    static let none = Sight(dialect: .v2, statuses: nil)
}

extension Sight {
    /// Lists the folders that the plan's files stand in, or looks the one file up. That there is none is no failure.
    init(_ plan: VerifyPlan, _ client: AlluxioClient) throws(AlluxioError) {
        dialect = client.dialect
        var found: [String: FileSummary] = [:]
        for layout in plan.layouts {
            let folder = try NodeFolder(
                layout, client, recursive: layout.hasProcessFolders || plan.knowledge.record != nil)
            if let hint = folder.advice, plan.knowledge.record == nil { advice.append(hint) }
            var strays: [String] = []
            for entry in folder.entries ?? [] where !entry.folder {
                found[entry.path] = entry
                guard let record = plan.knowledge.record, record.files[entry.path] == nil else { continue }
                if let file = VerifiedFile(entry, in: folder) {
                    unexpected.append((file, entry.length))
                } else {
                    strays.append(entry.path)
                }
            }
            if !strays.isEmpty { advice.append("no process's, and no record's: \(named(strays.sorted()))") }
        }
        if plan.layouts.isEmpty, let path = plan.files.first?.path {
            do {
                found[path.description] = try client.getStatus(path, as: FileSummary.self)
            } catch  where error.code == .notFound {}
        }
        statuses = found
    }
}

extension VerifiedFile {
    /// Nil of an entry that is no file of the node's.
    fileprivate init?(_ entry: FileSummary, in folder: NodeFolder) {
        guard let path = try? AlluxioPath(entry.path) else { return nil }
        switch folder.place(of: entry) {
        case .process(let process):
            self.init(path: path, node: folder.layout.node, number: FileNumber(process: process))
        case .file(let number): self.init(path: path, node: folder.layout.node, number: number)
        case .foreign: return nil
        }
    }
}
