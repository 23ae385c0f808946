import Alluxio
import Measurement
import OSThreads
import Synchronization

/// What one process notes in one phase of a run: while it warms up, or while it is measured. Others may look at any time.
///
/// Operations are recorded without a lock. What is told of a file once it is done is noted under one, which is its own
/// process's but for looks from outside.
final class PhaseRecorder: Sendable {
    private let operations = Dictionary(
        uniqueKeysWithValues: Operation.allCases.map { ($0, OperationRecorder()) })
    private let outcome: Monitor<Outcome>
    private let moved = Atomic<Int64>(0)
    private let finished = Atomic<Int>(0)
    private let failed = Atomic<Int>(0)
    private let lateStarts = HistogramRecorder()
    private let behind = Atomic<Int>(0)
    private let found = Atomic<Int>(0)

    /// - Parameter ignoredKinds: the kinds of errors and findings that are expected.
    init(ignoring ignoredKinds: Set<String>) { outcome = Monitor(Outcome(ignoring: ignoredKinds)) }

    var snapshot: Outcome {
        var snapshot = verdict
        for (operation, seen) in operationsSeen { snapshot.record(seen, of: operation.rawValue) }
        return snapshot
    }

    /// All of it but the operations.
    var verdict: Outcome { outcome.withLock { $0 } }

    /// Those of which there was one.
    var operationsSeen: [Operation: OperationOutcome] { operations.compactMapValues(\.snapshot) }

    /// Of each operation, those that succeeded so far.
    var operationTotals: [Operation: OperationTotal] { operations.mapValues(\.total) }

    var tally: Tally { outcome.withLock { Tally($0) } }

    /// Payload bytes sent and received so far, failed tries too.
    var bytesMoved: Int64 { moved.load(ordering: .relaxed) }

    func addBytesMoved(_ count: Int) { moved.add(Int64(count), ordering: .relaxed) }

    /// Files that came to their end well so far. What was written may turn out not to be stored.
    var filesFinished: Int { finished.load(ordering: .relaxed) }

    func addFinishedFile() { finished.add(1, ordering: .relaxed) }

    /// Errors so far.
    var errors: Int { failed.load(ordering: .relaxed) }

    /// Whether there was an error or a finding.
    var hasFailed: Bool { errors > 0 || found.load(ordering: .relaxed) > 0 }

    /// By how much files began late whose process had waited for their moment.
    var startsLate: Histogram { lateStarts.snapshot }

    func record(startLate late: Duration) { lateStarts.record(late) }

    /// Files that began so late that their process should have begun another by then.
    var filesBehind: Int { behind.load(ordering: .relaxed) }

    func recordBehind() { behind.add(1, ordering: .relaxed) }

    /// Of the whole files of one operation that succeeded.
    func latency(of operation: Operation) -> Histogram {
        operations[operation]?.snapshot?.latency ?? Histogram()
    }

    func withOutcome(_ body: (inout Outcome) -> Void) {
        outcome.withLock {
            body(&$0)
            failed.store($0.errorCount, ordering: .relaxed)
            found.store($0.findingCount, ordering: .relaxed)
        }
    }

    /// Notes one of an operation that succeeded.
    func record(_ operation: Operation, took duration: Duration, bytes: Int64 = 0) {
        operations[operation]?.recordSuccess(duration, bytes: bytes)
    }

    /// Notes one of an operation that failed.
    func recordFailed(_ operation: Operation, took duration: Duration) {
        operations[operation]?.recordError(duration)
    }

    /// Notes how long a whole file took whose latency has run since it should have begun.
    func recordService(_ operation: Operation, took duration: Duration) {
        operations[operation]?.recordService(duration)
    }
}
