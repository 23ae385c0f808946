import StressTest

extension ResultDocument {
    /// The sums of a run.
    public struct Totals: Codable, Sendable, Equatable {
        /// Of the spans.
        public var seconds: Double
        /// Wall time.
        public var elapsed: Double
        /// That succeeded: stored, or come whole.
        public var files: Int
        /// Payload of those.
        public var bytes: Int64
        /// All payload that was sent and received, failed tries too.
        public var bytesMoved: Int64
        /// `bytes` by `seconds`; none where there was no span.
        @OrNull public var bytesPerSecond: Double?
        public var errorCount: Int
        /// How often a finding was met.
        public var findingCount: Int
        /// Tries that failed, of what was then tried again.
        @OrDefault<Zero> public var retries: Int
        /// Files that a record leaves open.
        public var unsettled: Int
        /// Files whose content was held against what it should be.
        public var checkedFiles: Int
        public var checkedBytes: Int64
        /// Files that came, and whose content nothing could be held against.
        @OrDefault<Zero> public var uncheckedFiles: Int
        public var clientCPUSeconds: Double
        public var peakResidentBytes: Int64
        /// When the first process had nothing left to do; none before.
        @OrNull public var firstDone: FirstDone?
        /// The process whose files took the longest, on average, and the one whose took the shortest.
        @OrNull public var slowest: ProcessRate?
        @OrNull public var fastest: ProcessRate?

        init(_ result: RunResult) {
            let outcome = result.outcome
            seconds = result.seconds
            elapsed = result.elapsed
            files = outcome.files
            bytes = outcome.bytes
            bytesMoved = result.bytesMoved
            bytesPerSecond = result.bytesPerSecond
            errorCount = outcome.errorCount
            findingCount = outcome.findingCount
            retries = outcome.retries
            unsettled = outcome.unsettled
            checkedFiles = outcome.checkedFiles
            checkedBytes = outcome.checkedBytes
            uncheckedFiles = outcome.uncheckedFiles
            clientCPUSeconds = result.clientCPUSeconds
            peakResidentBytes = result.peakResidentBytes
            firstDone = result.firstDone.map(FirstDone.init)
            let byLatency = result.processes.enumerated().compactMap { number, process in
                process.wholeFiles?.latency.mean.map { (mean: $0, number: number, process: process) }
            }
            slowest = byLatency.max { $0.mean < $1.mean }.flatMap { ProcessRate($0.number, $0.process) }
            fastest = byLatency.min { $0.mean < $1.mean }.flatMap { ProcessRate($0.number, $0.process) }
        }
    }

    /// The state when the first process had nothing left to do: up to then all were at work.
    public struct FirstDone: Codable, Sendable, Equatable {
        public var process: Int
        /// Of the spans up to then.
        public var seconds: Double
        /// That had come to their end well.
        public var files: Int
        public var bytesMoved: Int64
        /// `bytesMoved` by `seconds`; none where there was no span.
        @OrNull public var bytesPerSecond: Double?

        init(_ done: StressTest.FirstDone) {
            process = done.process
            seconds = done.seconds
            files = done.files
            bytesMoved = done.bytesMoved
            bytesPerSecond = done.seconds > 0 ? Double(done.bytesMoved) / done.seconds : nil
        }
    }

    /// At what rate a process's files came, by the time that they took.
    public struct ProcessRate: Codable, Sendable, Equatable {
        /// Its node; only in the sum of several.
        public var node: String?
        public var process: Int
        public var bytesPerSecond: Double
    }
}

extension ResultDocument.ProcessRate {
    /// Nil where none came.
    init?(_ process: Int, _ result: ProcessResult) {
        guard let bytesPerSecond = result.bytesPerSecond else { return nil }
        self.init(process: process, bytesPerSecond: bytesPerSecond)
    }
}
