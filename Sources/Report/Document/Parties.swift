import StressTest

extension ResultDocument {
    /// The machine that ran it.
    public struct Client: Codable, Sendable, Equatable {
        public var host: String
        public var cpus: Int
    }

    /// What it ran against.
    public struct Server: Codable, Sendable, Equatable {
        /// `host:port` of each.
        public var proxies: [String]
        /// Alluxio's.
        @OrNull public var version: String?
    }

    /// By how much the first proxy's clock was ahead of the machine's.
    public struct ClockOffset: Codable, Sendable, Equatable {
        /// Seconds; negative where it was behind.
        public var ahead: Double
        /// By how much that may be wrong, either way.
        public var uncertainty: Double

        init(_ offset: StressTest.ClockOffset) {
            (ahead, uncertainty) = (offset.seconds, offset.uncertainty)
        }
    }
}
