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
        // By bytes: a character may be a slash and the mark that the name begins with.
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        let name = slash.map { path.utf8.index(after: $0) } ?? path.startIndex
        let dot = path.utf8[name...].dropFirst().lastIndex(of: UInt8(ascii: ".")) ?? path.endIndex
        let own = "\(path[..<dot]).\(place.name)\(path[dot...])"
        return ifThere && LocalPath(own).kind == .absent ? path : own
    }
}
