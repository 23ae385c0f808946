/// What all processes did in one stretch of time.
public struct Interval: SeriesElement {
    /// Seconds since 1970 at its start.
    public var start: Double
    /// How long it was.
    public var seconds: Double
    /// Files that came to their end well within it.
    public var files: Int
    /// Payload bytes sent and received within it, failed tries too.
    public var bytesMoved: Int64
    /// Errors within it.
    public var errors: Int
    /// Of those files.
    public var latency: Histogram { packedLatency.histogram }
    private var packedLatency: PackedHistogram
    /// Of each operation, by its name, those that came to their end well within it.
    public var operations: [String: OperationTotal]

    public init(
        start: Double, seconds: Double, files: Int, bytesMoved: Int64, errors: Int, latency: Histogram,
        operations: [String: OperationTotal] = [:]
    ) {
        self.start = start
        self.seconds = seconds
        self.files = files
        self.bytesMoved = bytesMoved
        self.errors = errors
        packedLatency = PackedHistogram(latency)
        self.operations = operations
    }

    public mutating func append(_ next: Interval) {
        seconds += next.seconds
        files += next.files
        bytesMoved += next.bytesMoved
        errors += next.errors
        var both = latency
        both.merge(next.latency)
        packedLatency = PackedHistogram(both)
        operations.merge(next.operations, uniquingKeysWith: +)
    }
}

/// What one process did in one stretch of time.
public struct ProcessInterval: SeriesElement {
    /// Files that came to their end well within it.
    public var files: Int
    /// Payload bytes sent and received within it, failed tries too.
    public var bytesMoved: Int64
    /// Errors within it.
    public var errors: Int
    /// The longest that one of those files took; zero of none.
    public var max: Duration

    public init(files: Int, bytesMoved: Int64, errors: Int, max: Duration) {
        self.files = files
        self.bytesMoved = bytesMoved
        self.errors = errors
        self.max = max
    }

    public mutating func append(_ next: ProcessInterval) {
        files += next.files
        bytesMoved += next.bytesMoved
        errors += next.errors
        max = Swift.max(max, next.max)
    }
}
