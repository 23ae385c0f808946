import Alluxio

/// Where a node's files stand in Alluxio: `{root}/node_{node}/process_{p}`, or of several files a process
/// `{root}/node_{node}/process_{p}/file_{f}`.
public struct FileLayout: Sendable, Hashable {
    public let root: AlluxioPath
    public let node: NodeName
    /// How many each process has, at least one.
    public let filesOfAProcess: Int
    /// The folder of the node.
    public let folder: AlluxioPath

    public init(root: AlluxioPath, node: NodeName, filesOfAProcess: Int = 1) {
        self.root = root
        self.node = node
        self.filesOfAProcess = filesOfAProcess
        folder = root.appending(component: "node_\(node)")
    }

    /// That by which this is the path of a node's file; nil where there is none.
    init?(of node: NodeName, _ number: FileNumber, at path: AlluxioPath) {
        guard let parent = path.parent else { return nil }
        let hasFolder = Self.process(named: parent.name) != nil
        guard hasFolder || number.file == 0, let root = (hasFolder ? parent.parent : parent)?.parent
        else { return nil }
        self.init(root: root, node: node, filesOfAProcess: hasFolder ? 2 : 1)
        guard self.path(number) == path else { return nil }
    }

    /// That of another node, whose files stand beside this one's.
    func of(_ node: NodeName) -> FileLayout {
        node == self.node
            ? self : FileLayout(root: root, node: node, filesOfAProcess: filesOfAProcess)
    }

    /// Whether each process has a folder for its files.
    public var hasProcessFolders: Bool { filesOfAProcess > 1 }

    /// Whether each of these folders is listed by itself. What a listing says of a file is some 2 KB, so that one answer for
    /// a node of 4,096 such processes would be more than is taken; beside writing so many files a call is nothing.
    var isListedByProcess: Bool { filesOfAProcess > 16 }

    public func path(_ file: FileNumber) -> AlluxioPath {
        let process = path(process: file.process)
        return hasProcessFolders ? process.appending(component: Self.name(file: file.file)) : process
    }

    /// The one file of a process, or the folder of its files.
    public func path(process: Int) -> AlluxioPath { folder.appending(component: Self.name(process: process)) }

    public static func name(process: Int) -> String { "process_\(process)" }
    public static func name(file: Int) -> String { "file_\(file)" }

    /// The process whose file or folder bears this name; nil where it is not `process_<number>`.
    public static func process(named name: some StringProtocol) -> Int? {
        number(in: name, after: "process_")
    }

    /// The file that bears this name in a process's folder; nil where it is not `file_<number>`.
    public static func file(named name: some StringProtocol) -> Int? { number(in: name, after: "file_") }

    /// The number after the prefix, as it is written: without sign or leading zeros.
    private static func number(in name: some StringProtocol, after prefix: StaticString) -> Int? {
        var bytes = name.utf8.makeIterator()
        for index in 0..<prefix.utf8CodeUnitCount {
            guard bytes.next() == prefix.utf8Start[index] else { return nil }
        }
        var (number, digits) = (0, 0)
        while let byte = bytes.next() {
            guard case let digit = Int(byte) - 48, 0...9 ~= digit, digits < 18, number > 0 || digits == 0
            else { return nil }
            number = number * 10 + digit
            digits += 1
        }
        return digits > 0 ? number : nil
    }
}
