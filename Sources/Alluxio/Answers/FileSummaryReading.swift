import FoundationEssentials

extension FileSummary {
    /// Reads a listing; nil where it is not plainly one, and then the decoder must say what it is.
    static func list(_ body: [UInt8]) -> [FileSummary]? {
        var reader = JSONReader(body)
        var summaries: [FileSummary] = []
        do throws(JSONReader.Unusual) {
            try reader.array { reader throws(JSONReader.Unusual) in
                summaries.append(try FileSummary(&reader))
            }
            try reader.end()
            return summaries
        } catch {
            return nil
        }
    }

    /// Names that a status has, as bytes.
    private enum Name {
        static let name = Array("name".utf8)
        static let path = Array("path".utf8)
        static let length = Array("length".utf8)
        static let completed = Array("completed".utf8)
        static let folder = Array("folder".utf8)
        static let pinned = Array("pinned".utf8)
        static let mountPoint = Array("mountPoint".utf8)
        static let creationTimeMs = Array("creationTimeMs".utf8)
        static let inAlluxioPercentage = Array("inAlluxioPercentage".utf8)
        static let persisted = Array("persisted".utf8)
        static let persistenceState = Array("persistenceState".utf8)
        static let xattr = Array("xattr".utf8)
    }

    /// What has been read of a status so far.
    private struct Parts {
        var name: String?
        var path: String?
        var length: Int64?
        var completed: Bool?
        var folder: Bool?
        var pinned: Bool?
        var mountPoint: Bool?
        var creationTimeMs: Int64?
        var inAlluxioPercentage: Int64?
        var persisted: Bool?
        var persistenceState: String?
        var xattr: ExtendedAttributes?

        mutating func read(_ name: ArraySlice<UInt8>, _ reader: inout JSONReader) throws(JSONReader.Unusual) {
            switch name {
            case Name.name[...]: self.name = try reader.string()
            case Name.path[...]: path = try reader.string()
            case Name.length[...]: length = try reader.integer()
            case Name.completed[...]: completed = try reader.truth()
            case Name.folder[...]: folder = try reader.truth()
            case Name.pinned[...]: pinned = try reader.truth()
            case Name.mountPoint[...]: mountPoint = try reader.truth()
            case Name.creationTimeMs[...]: creationTimeMs = try reader.integer()
            case Name.inAlluxioPercentage[...]: inAlluxioPercentage = try reader.integer()
            case Name.persisted[...]: persisted = try reader.truth()
            case Name.persistenceState[...]: persistenceState = try reader.string()
            case Name.xattr[...]: xattr = try ExtendedAttributes(&reader)
            default: try reader.skip()
            }
        }
    }

    private init(_ reader: inout JSONReader) throws(JSONReader.Unusual) {
        var parts = Parts()
        try reader.object { reader, name throws(JSONReader.Unusual) in try parts.read(name, &reader) }
        guard let name = parts.name, let path = parts.path, let length = parts.length,
            let completed = parts.completed, let folder = parts.folder, let pinned = parts.pinned,
            let mountPoint = parts.mountPoint, let creationTimeMs = parts.creationTimeMs,
            let inAlluxioPercentage = parts.inAlluxioPercentage, let persisted = parts.persisted,
            let persistenceState = parts.persistenceState
        else { throw JSONReader.Unusual() }
        self.init(
            name: name, path: path, length: length, completed: completed, folder: folder, pinned: pinned,
            mountPoint: mountPoint, creationTimeMs: creationTimeMs,
            inAlluxioPercentage: Int(inAlluxioPercentage), persisted: persisted,
            persistenceState: PersistenceState(rawValue: persistenceState), xattr: parts.xattr)
    }
}

extension ExtendedAttributes {
    /// Nil where they are null.
    fileprivate init?(_ reader: inout JSONReader) throws(JSONReader.Unusual) {
        if try reader.takeNull() { return nil }
        var values: [String: [UInt8]] = [:]
        try reader.object { reader, name throws(JSONReader.Unusual) in
            guard let data = Data(base64Encoded: try reader.string()) else { throw JSONReader.Unusual() }
            values[String(decoding: name, as: UTF8.self)] = Array(data)
        }
        self.init(values)
    }
}
