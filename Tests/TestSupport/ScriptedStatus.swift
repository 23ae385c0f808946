import FoundationEssentials

extension ScriptedAlluxio.Entry {
    /// What get-status tells of it.
    public var statusJSON: String {
        (try? JSONEncoder().encode(Status(self))).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}

/// An entry as get-status tells of it.
private struct Status: Encodable {
    var name: String
    var path: String
    var length: Int
    var completed: Bool
    var folder: Bool
    var pinned: Bool
    var mountPoint: Bool
    var creationTimeMs: Int64
    var inAlluxioPercentage: Int
    var persisted = false
    var persistenceState = "NOT_PERSISTED"
    var xattr: [String: String]

    init(_ entry: ScriptedAlluxio.Entry) {
        name = entry.path.split(separator: "/").last.map(String.init) ?? ""
        path = entry.path
        length = entry.length ?? (entry.completed ? entry.bytes.count : 0)
        completed = entry.completed
        folder = entry.isFolder
        pinned = entry.pinned
        mountPoint = entry.mountPoint
        creationTimeMs = entry.creationTimeMs
        inAlluxioPercentage = entry.inAlluxioPercentage
        xattr = entry.xattr
    }
}
