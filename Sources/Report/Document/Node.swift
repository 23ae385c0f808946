import StressTest

extension ResultDocument {
    /// One of several results that were added up.
    public struct Node: Codable, Sendable, Equatable {
        /// The machine that ran it.
        public var host: String
        /// As `--node` named it.
        @OrNull public var node: String?
        public var run: UInt32
        public var started: Double
        public var verdict: RunResult.Verdict
        @OrNull public var reason: String?
        /// Of its own spans.
        public var seconds: Double
        public var files: Int
        public var bytes: Int64
        /// `bytes` by `seconds`; none where there was no span.
        @OrNull public var bytesPerSecond: Double?
        public var errorCount: Int
        public var findingCount: Int
        public var clientCPUSeconds: Double
        public var peakResidentBytes: Int64

        init(_ result: ResultDocument) {
            let totals = result.totals
            host = result.client.host
            node = result.options["node"]
            run = result.run
            started = result.started
            verdict = result.verdict
            reason = result.reason
            seconds = totals.seconds
            files = totals.files
            bytes = totals.bytes
            bytesPerSecond = totals.bytesPerSecond
            errorCount = totals.errorCount
            findingCount = totals.findingCount
            clientCPUSeconds = totals.clientCPUSeconds
            peakResidentBytes = totals.peakResidentBytes
        }
    }
}
