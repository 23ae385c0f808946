import Measurement
import StressTest

extension ResultDocument {
    /// Iterations that followed each other, in a short run one.
    public struct Iteration: Codable, Sendable, Equatable {
        /// Of the first, at its release.
        public var start: Double
        /// Their spans' sum.
        public var seconds: Double
        public var files: Int
        public var bytes: Int64
        public var errors: Int
        /// The greatest, from the first process's release to the last's.
        public var skew: Double
        /// How many they are.
        @OrDefault<One> public var iterations: Int

        init(_ record: IterationRecord) {
            start = record.start
            seconds = record.seconds
            files = record.tally.files
            bytes = record.tally.bytes
            errors = record.tally.errors
            skew = record.skew
            iterations = record.iterations
        }
    }

    /// What all processes did in one stretch of time.
    public struct Interval: Codable, Sendable, Equatable {
        public var start: Double
        public var seconds: Double
        /// That came to their end well.
        public var files: Int
        public var bytesMoved: Int64
        public var errors: Int
        /// Of those files.
        @OrNull public var latency: Latency?
        /// All that these are figures of.
        @OrNull public var histogram: HistogramDocument?
        /// Of each operation, by its name, those that succeeded.
        @OrDefault<None<IntervalOperation>> public var operations: [String: IntervalOperation]

        init(_ interval: Measurement.Interval) {
            start = interval.start
            seconds = interval.seconds
            files = interval.files
            bytesMoved = interval.bytesMoved
            errors = interval.errors
            latency = Latency(interval.latency)
            histogram = HistogramDocument(ofAny: interval.latency)
            operations = interval.operations.compactMapValues(IntervalOperation.init)
        }
    }

    /// What was seen of an operation in one stretch of time.
    public struct IntervalOperation: Codable, Sendable, Equatable {
        public var count: Int
        /// How long each took.
        public var mean: Double

        /// Nil of nothing.
        init?(_ total: OperationTotal) {
            guard let mean = total.mean else { return nil }
            count = Int(total.count)
            self.mean = mean.seconds
        }

        /// Adds those of another stretch of time, or another node.
        mutating func add(_ other: IntervalOperation) throws(UnmergeableResults) {
            var all = count
            try all.add(other.count)
            if all > 0 { mean = (mean * Double(count) + other.mean * Double(other.count)) / Double(all) }
            count = all
        }
    }

    /// What one process did over time: equally long stretches from the first interval on, the last perhaps shorter.
    public struct ProcessIntervals: Codable, Sendable, Equatable {
        /// Of the first; only in the sum of several results, whose first intervals are not of one moment.
        public var start: Double?
        public var seconds: Int
        public var files: [Int]
        public var bytesMoved: [Int64]
        public var errors: [Int]
        /// Of each stretch the longest latency of its files; 0 of none.
        public var max: [Double]

        init(_ series: Series<ProcessInterval>) {
            seconds = series.step
            files = series.elements.map(\.files)
            bytesMoved = series.elements.map(\.bytesMoved)
            errors = series.elements.map(\.errors)
            max = series.elements.map { $0.max.seconds }
        }
    }

    /// What one process did.
    public struct Process: Codable, Sendable, Equatable {
        /// Its node; only in the sum of several.
        public var node: String?
        /// Its number.
        public var process: Int
        public var files: Int
        public var bytes: Int64
        /// All payload that was sent and received, failed tries too.
        @OrDefault<ZeroBytes> public var bytesMoved: Int64
        /// Bytes of whole files by the time that they took.
        @OrNull public var bytesPerSecond: Double?
        public var errorCount: Int
        public var findingCount: Int
        /// Of whole files that succeeded.
        @OrNull public var latency: Latency?
        @OrNull public var intervals: ProcessIntervals?

        init(_ number: Int, _ result: ProcessResult, _ series: Series<ProcessInterval>?) {
            let outcome = result.outcome
            process = number
            bytesMoved = result.bytesMoved
            bytesPerSecond = result.bytesPerSecond
            latency = result.wholeFiles.flatMap { Latency($0.latency) }
            intervals = series.map(ProcessIntervals.init)
            files = outcome.files
            bytes = outcome.bytes
            errorCount = outcome.errorCount
            findingCount = outcome.findingCount
        }
    }
}
