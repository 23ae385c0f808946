import Measurement

extension ResultDocument {
    /// Files that are a run's generated data.
    public struct Run: Codable, Sendable, Equatable {
        public var run: UInt32
        public var lowestVersion: Int
        public var highestVersion: Int
        public var files: Int

        init(_ run: UInt32, _ versions: RunVersions) {
            self.run = run
            lowestVersion = versions.lowest
            highestVersion = versions.highest
            files = versions.files
        }
    }

    /// How many files were read from where, by their statuses before.
    public struct ReadFrom: Codable, Sendable, Equatable {
        public var alluxio: Int
        public var underStore: Int
        public var both: Int

        init(_ origins: ReadOrigins) {
            (alluxio, underStore, both) = (origins.alluxio, origins.underStore, origins.both)
        }

        /// Whether it is known of any.
        var isKnown: Bool { alluxio > 0 || underStore > 0 || both > 0 }
    }
}
