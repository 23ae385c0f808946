extension FileSummary {
    /// Reads a listing; nil where it is not plainly one.
    static func list(_ body: [UInt8]) -> [FileSummary]? {
        JSONReader.plainly(body) { reader throws(JSONReader.Unusual) in
            var summaries: [FileSummary] = []
            try reader.array { reader throws(JSONReader.Unusual) in
                summaries.append(try FileSummary(&reader))
            }
            return summaries
        }
    }

    /// Reads a status; nil where it is not plainly one.
    init?(plainly body: [UInt8]) {
        let summary = JSONReader.plainly(body) { reader throws(JSONReader.Unusual) in
            try FileSummary(&reader)
        }
        guard let summary else { return nil }
        self = summary
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

        /// Reads the value of the name at `place`. Most of a status's names are told from those that count by length.
        mutating func read(_ place: Range<Int>, _ reader: inout JSONReader) throws(JSONReader.Unusual) {
            switch place.count {
            case 4 where reader.has("name", at: place): name = try reader.string()
            case 4 where reader.has("path", at: place): path = try reader.string()
            case 5 where reader.has("xattr", at: place): xattr = try ExtendedAttributes(&reader)
            case 6 where reader.has("length", at: place): length = try reader.integer()
            case 6 where reader.has("folder", at: place): folder = try reader.truth()
            case 6 where reader.has("pinned", at: place): pinned = try reader.truth()
            case 9 where reader.has("completed", at: place): completed = try reader.truth()
            case 9 where reader.has("persisted", at: place): persisted = try reader.truth()
            case 10 where reader.has("mountPoint", at: place): mountPoint = try reader.truth()
            case 14 where reader.has("creationTimeMs", at: place): creationTimeMs = try reader.integer()
            case 16 where reader.has("persistenceState", at: place): persistenceState = try reader.string()
            case 19 where reader.has("inAlluxioPercentage", at: place):
                inAlluxioPercentage = try reader.integer()
            default: try reader.skip()
            }
        }
    }

    private init(_ reader: inout JSONReader) throws(JSONReader.Unusual) {
        var parts = Parts()
        try reader.object { reader, place throws(JSONReader.Unusual) in try parts.read(place, &reader) }
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
        var attributes: ExtendedAttributes = [:]
        try reader.object { reader, place throws(JSONReader.Unusual) in
            attributes[try reader.text(at: place)] = try reader.base64()
        }
        self = attributes
    }
}
