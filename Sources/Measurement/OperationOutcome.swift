/// What was seen of one operation: a call, or a whole file.
public struct OperationOutcome: Sendable, Equatable {
    /// Payload bytes of those that succeeded.
    public private(set) var bytes: Int64 = 0
    /// Of those that succeeded; of a whole file at a given rate, from the moment at which it should have begun.
    public private(set) var latency = Histogram()
    /// Of those that failed.
    public private(set) var latencyOfErrors = Histogram()
    /// Of whole files at a given rate that succeeded, from the moment at which they did begin.
    public private(set) var service = Histogram()

    public init() {}

    init(bytes: Int64, latency: Histogram, latencyOfErrors: Histogram, service: Histogram) {
        self.bytes = bytes
        self.latency = latency
        self.latencyOfErrors = latencyOfErrors
        self.service = service
    }

    /// How often it was done, failures included.
    public var count: Int { Int(latency.count + latencyOfErrors.count) }
    /// How many of those failed.
    public var errors: Int { Int(latencyOfErrors.count) }

    public mutating func merge(_ other: OperationOutcome) {
        bytes += other.bytes
        latency.merge(other.latency)
        latencyOfErrors.merge(other.latencyOfErrors)
        service.merge(other.service)
    }
}
