import Alluxio

/// What `verify-write` or `verify-read` will do.
public struct VerifyPlan: Sendable {
    /// How the files in Alluxio are read.
    public enum Way: Sendable {
        case proxy
        /// Through the shell of the Alluxio installed in this folder.
        case shell(home: String)
        /// Through a local folder that shows Alluxio's tree.
        case mount(folder: String)
    }

    /// What is verified.
    public enum Subject: Sendable {
        /// The files in Alluxio: `verify-write`.
        case files
        /// The local copies of them that `parallel-read` made: `verify-read`.
        case copies(LocalCopies)
    }

    public var deployment: Deployment
    public var way: Way
    public var files: [VerifiedFile]
    /// The folders of nodes that the files stand in, to be listed.
    public var layouts: [FileLayout]
    public var subject: Subject
    /// What tells what the files in Alluxio should hold.
    public var knowledge: Knowledge
    /// How many files are verified at once.
    public var processes: Int

    /// The files of one node's first processes, or the one file.
    ///
    /// - Parameter count: of the processes 0 to this, less one.
    public init(
        deployment: Deployment, way: Way, source: ReadPlan.Source, count: Int, subject: Subject,
        knowledge: Knowledge, processes: Int
    ) {
        self.deployment = deployment
        self.way = way
        files = (0..<count).flatMap { process in
            source.files(ofProcess: process).map {
                VerifiedFile(path: source.path($0), node: source.nodeName, number: $0)
            }
        }
        layouts = if case .node(let layout, _) = source { [layout] } else { [] }
        self.subject = subject
        self.knowledge = knowledge
        self.processes = processes
    }

    /// All files that a record names, of whatever nodes.
    public init(deployment: Deployment, way: Way, record: Record, knowledge: Knowledge, processes: Int) {
        self.deployment = deployment
        self.way = way
        files = record.files.values.compactMap(VerifiedFile.init).sorted {
            $0.path.description < $1.path.description
        }
        layouts = Array(Set(files.compactMap(\.layout))).sorted {
            $0.folder.description < $1.folder.description
        }
        subject = .files
        self.knowledge = knowledge
        self.processes = processes
    }
}

/// A file in Alluxio that is verified.
public struct VerifiedFile: Sendable {
    var path: AlluxioPath
    /// Nil of one that is no process's.
    var node: NodeName?
    var number: FileNumber
}

extension VerifiedFile {
    init?(_ event: RecordEvent) {
        guard let path = try? AlluxioPath(event.path), let node = NodeName(event.node) else { return nil }
        self.init(path: path, node: node, number: event.number)
    }

    /// Where the node's folder stands, as the path tells; nil where `parallel-write` makes no such path.
    fileprivate var layout: FileLayout? {
        guard let node, let layout = FileLayout(of: node, number, at: path) else { return nil }
        // One for files with and without folders of processes: a node's folder is listed but once.
        return FileLayout(root: layout.root, node: node)
    }
}
