import Measurement

extension ResultDocument {
    /// Something stored or returned that is not what it should be.
    public struct Finding: Codable, Sendable, Equatable {
        public var kind: Measurement.Finding.Kind
        /// In Alluxio; of a local copy the local one.
        public var path: String
        @OrDefault<No> public var isLocalCopy: Bool
        /// The machine that a local copy is on; only in the sum of several results.
        public var host: String?
        /// Where it stands in the file.
        public var offset: Int64
        /// How many bytes it is about.
        public var length: Int64
        @OrNull public var node: String?
        public var process: Int
        /// The file's number within its process.
        public var file: Int
        /// How often it was met.
        @OrDefault<One> public var times: Int
        /// How long the whole file should be; none where nothing says.
        @OrNull public var fileLength: Int64?
        /// Only of bytes that are another's.
        public var found: Measurement.Finding.Origin?

        init(_ entry: FindingList.Entry) {
            let finding = entry.finding
            kind = finding.kind
            path = finding.path
            isLocalCopy = finding.isOfLocalCopy
            offset = finding.offset
            length = finding.length
            node = finding.node
            process = finding.process
            file = finding.file
            times = entry.times
            fileLength = finding.fileLength
            found = finding.found
        }
    }
}
