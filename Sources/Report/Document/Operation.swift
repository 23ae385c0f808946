import Measurement
import OSThreads

extension ResultDocument {
    /// What was seen of one operation.
    public struct Operation: Codable, Sendable, Equatable {
        /// How often it was done, failures included.
        public var count: Int
        /// How many of those failed.
        public var errors: Int
        /// Payload of those that succeeded.
        public var bytes: Int64
        /// Of those that succeeded.
        @OrNull public var latency: Latency?
        @OrNull public var latencyOfErrors: Latency?
        /// Of those that succeeded at a given rate, from where they did begin; `latency` runs from where they should have.
        @OrNull public var service: Latency?
        /// All that these three are figures of.
        @OrNull public var histogram: HistogramDocument?
        @OrNull public var histogramOfErrors: HistogramDocument?
        @OrNull public var histogramOfService: HistogramDocument?

        init(_ operation: OperationOutcome) {
            count = operation.count
            errors = operation.errors
            bytes = operation.bytes
            latency = Latency(operation.latency)
            latencyOfErrors = Latency(operation.latencyOfErrors)
            service = Latency(operation.service)
            histogram = HistogramDocument(ofAny: operation.latency)
            histogramOfErrors = HistogramDocument(ofAny: operation.latencyOfErrors)
            histogramOfService = HistogramDocument(ofAny: operation.service)
        }
    }

    /// How long something took, in seconds: the least and the greatest as they were, percentiles to the precision of the
    /// histogram.
    public struct Latency: Codable, Sendable, Equatable {
        public var min: Double
        public var mean: Double
        public var p50: Double
        public var p90: Double
        public var p99: Double
        public var p999: Double
        public var max: Double

        /// Nil of nothing.
        init?(_ latency: Histogram) {
            guard let mean = latency.mean else { return nil }
            self.min = latency.min.seconds
            self.mean = mean.seconds
            self.max = latency.max.seconds
            let percentile = { (part: Double) in latency.percentile(part)?.seconds ?? 0 }
            (p50, p90, p99, p999) = (percentile(0.5), percentile(0.9), percentile(0.99), percentile(0.999))
        }
    }
}

extension HistogramDocument {
    /// Nil of nothing.
    init?(ofAny histogram: Histogram) {
        guard histogram.count > 0 else { return nil }
        self.init(histogram)
    }
}
