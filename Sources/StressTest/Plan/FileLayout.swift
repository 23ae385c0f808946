import Alluxio

/// Where a node's files stand in Alluxio: `{root}/node_{node}/process_{p}`.
public struct FileLayout: Sendable, Hashable {
    public let root: AlluxioPath
    public let node: NodeName
    /// The folder of the node.
    public let folder: AlluxioPath

    public init(root: AlluxioPath, node: NodeName) {
        self.root = root
        self.node = node
        folder = root.appending(component: "node_\(node)")
    }

    public func file(process: Int) -> AlluxioPath { folder.appending(component: Self.name(process: process)) }

    public static func name(process: Int) -> String { "process_\(process)" }

    /// The process whose file bears this name; nil where it is not `process_<number>`.
    public static func process(named name: String) -> Int? {
        guard name.hasPrefix("process_") else { return nil }
        let digits = name.dropFirst("process_".count)
        guard let number = Int(digits), String(number) == digits, number >= 0 else { return nil }
        return number
    }
}
