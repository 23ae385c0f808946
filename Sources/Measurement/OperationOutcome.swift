/// What was seen of one operation: a call, or a whole file.
public struct OperationOutcome: Sendable, Equatable {
    /// How often it was done, failures included.
    public private(set) var count = 0
    /// How many of those failed.
    public private(set) var errors = 0
    /// Payload bytes of those that succeeded.
    public private(set) var bytes: Int64 = 0
    /// Of those that succeeded.
    public private(set) var latency = Latency()
    /// Of those that failed.
    public private(set) var latencyOfErrors = Latency()

    public init() {}

    public mutating func recordSuccess(_ duration: Duration, bytes: Int64 = 0) {
        count += 1
        self.bytes += bytes
        latency.record(duration)
    }

    public mutating func recordError(_ duration: Duration) {
        count += 1
        errors += 1
        latencyOfErrors.record(duration)
    }

    public mutating func merge(_ other: OperationOutcome) {
        count += other.count
        errors += other.errors
        bytes += other.bytes
        latency.merge(other.latency)
        latencyOfErrors.merge(other.latencyOfErrors)
    }
}
