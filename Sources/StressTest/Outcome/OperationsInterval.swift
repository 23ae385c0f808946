import Measurement

/// How long the operations took that came to their end in one stretch of time.
public struct OperationsInterval: Sendable {
    /// Seconds since 1970 at its start.
    public let start: Double
    /// How long it was.
    public let seconds: Double
    /// By the operation's name, those that came well; others as `read-file.errors`, and of whole files at a given rate also
    /// as `read-file.service`.
    public let latencies: [String: Histogram]
}

/// Tells what was measured of each operation since it was asked before.
struct OperationsMeter {
    private var earlier: [String: Histogram] = [:]

    /// Of all that these recorded.
    mutating func latencies(of recorders: some Sequence<PhaseRecorder>) -> [String: Histogram] {
        var now: [String: Histogram] = [:]
        for recorder in recorders {
            for (operation, seen) in recorder.operationsSeen {
                now[operation.rawValue, default: Histogram()].merge(seen.latency)
                if seen.latencyOfErrors.count > 0 {
                    now["\(operation).errors", default: Histogram()].merge(seen.latencyOfErrors)
                }
                if seen.service.count > 0 {
                    now["\(operation).service", default: Histogram()].merge(seen.service)
                }
            }
        }
        defer { earlier = now }
        var since: [String: Histogram] = [:]
        for (name, latencies) in now {
            let new = latencies.since(earlier[name] ?? Histogram())
            if new.count > 0 { since[name] = new }
        }
        return since
    }
}
