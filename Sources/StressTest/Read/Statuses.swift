import Alluxio
import OSThreads

/// The statuses of the files that will be read, looked up with one call for each node.
struct Statuses: Sendable {
    /// A node's folder that is listed.
    struct LookUp {
        var layout: FileLayout
        /// Those of its files whose status is kept; all where nil.
        var files: Set<FileNumber>?
    }

    private var byNode: [NodeName: [FileNumber: FileSummary]] = [:]
    /// The one that all processes share.
    private var shared: FileSummary?
    /// What to try where nothing stands where it should.
    private(set) var advice: String?

    /// Throws `AlluxioError` where the look-up fails; that there is no such file or folder is no failure of it.
    init(_ plan: ReadPlan, in iteration: Int, _ client: AlluxioClient) throws(AlluxioError) {
        try self.init(plan.lookUps(in: iteration), client)
        guard case .oneFile(let path) = plan.source else { return }
        do {
            shared = try client.getStatus(path, as: FileSummary.self)
        } catch  where error.code == .notFound {
            shared = nil
        }
    }

    init(_ lookUps: [LookUp], _ client: AlluxioClient) throws(AlluxioError) {
        for lookUp in lookUps {
            let folder = try NodeFolder(lookUp.layout, client)
            byNode[lookUp.layout.node] = folder.files.filter { lookUp.files?.contains($0.key) ?? true }
            advice = advice ?? folder.advice
        }
    }

    subscript(target: ReadTarget) -> FileSummary? {
        guard let node = target.node else { return shared }
        return byNode[node]?[target.number]
    }
}

extension ReadPlan {
    /// Of the nodes whose files are read in an iteration, or in any where each process goes on by itself.
    fileprivate func lookUps(in iteration: Int) -> [Statuses.LookUp] {
        guard case .node(let layout, let spread) = source else { return [] }
        switch (spread.nodes, length) {
        case (.own, _): return [Statuses.LookUp(layout: layout)]
        case (.next(let peers), _): return [Statuses.LookUp(layout: layout.of(peers.next))]
        case (.all(let peers), .duration):
            return peers.names.map { Statuses.LookUp(layout: layout.of($0)) }
        case (.all(let peers), .iterations):
            // Of all nodes' files they would not fit the memory.
            var read: [NodeName: Set<FileNumber>] = [:]
            for target in targets(in: iteration) {
                if let node = target.node { read[node, default: []].insert(target.number) }
            }
            return peers.names.compactMap { node in
                read[node].map { Statuses.LookUp(layout: layout.of(node), files: $0) }
            }
        }
    }
}

/// What the coordinator looked up before an iteration, for the processes to read by.
final class IterationStatuses: Sendable {
    private let statuses = Monitor<Statuses?>(nil)

    var current: Statuses? {
        get { statuses.withLock { $0 } }
        set { statuses.withLock { $0 = newValue } }
    }
}
