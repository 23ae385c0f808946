import Synchronization

/// What one thread at a time records of one operation, without a lock, while others look.
public final class OperationRecorder: Sendable {
    private let bytes = Atomic<Int64>(0)
    // Of most operations nothing is met, or no error.
    private let latency = PublishedReference<HistogramRecorder>()
    private let latencyOfErrors = PublishedReference<HistogramRecorder>()
    private let service = PublishedReference<HistogramRecorder>()

    public init() {}

    public func recordSuccess(_ duration: Duration, bytes count: Int64 = 0) {
        bytes.addAlone(count)
        latency.record(duration)
    }

    public func recordError(_ duration: Duration) { latencyOfErrors.record(duration) }

    /// How long one took that succeeded and whose latency has run since it should have begun.
    public func recordService(_ duration: Duration) { service.record(duration) }

    /// Of those that succeeded so far.
    public var total: OperationTotal { latency.value?.total ?? OperationTotal() }

    /// What was recorded so far; nil of nothing.
    public var snapshot: OperationOutcome? {
        guard latency.value != nil || latencyOfErrors.value != nil else { return nil }
        return OperationOutcome(
            bytes: bytes.load(ordering: .relaxed), latency: latency.snapshot,
            latencyOfErrors: latencyOfErrors.snapshot, service: service.snapshot)
    }
}

extension PublishedReference where Instance == HistogramRecorder {
    @inline(__always)
    fileprivate func record(_ duration: Duration) {
        withValue(orMake: HistogramRecorder()) { $0.record(duration) }
    }

    fileprivate var snapshot: Histogram { value?.snapshot ?? Histogram() }
}
