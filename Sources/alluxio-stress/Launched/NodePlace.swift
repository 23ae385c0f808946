/// A node's place among those that a launcher started.
struct NodePlace {
    /// As `node_3`.
    var name: String
    /// Whether it reports for all.
    var isFirst: Bool
}

extension OutputFile {
    /// The file that a node has for itself beside this one: `result.node_3.json` for `result.json`. Nil for standard output.
    func of(_ place: NodePlace) -> OutputFile? {
        localPath.map { OutputFile(path: Self.path($0, of: place)) }
    }

    /// - Parameter ifThere: whether only one that there is will do, and else the file itself.
    static func path(_ path: String, of place: NodePlace, ifThere: Bool = false) -> String {
        let name = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let dot = path[name...].dropFirst().lastIndex(of: ".") ?? path.endIndex
        let own = "\(path[..<dot]).\(place.name)\(path[dot...])"
        return ifThere && LocalPath(own).kind == .absent ? path : own
    }
}
