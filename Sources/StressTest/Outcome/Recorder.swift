import Alluxio
import FoundationEssentials
import Measurement
import OSThreads
import Synchronization

/// Where one process notes what it sees; others may look at any time.
public final class Recorder: Sendable {
    public let process: Int?
    /// What is noted while the process warms up.
    let warmUp: PhaseRecorder
    /// What is noted from then on.
    let measured: PhaseRecorder
    private let isWarmingUp = Atomic(false)
    private let measuring = Atomic(true)
    private let current = Monitor<Measurement.LeftBehind?>(nil)
    private let ended = Atomic(0)

    enum Phase { case warmUp, measured }

    /// - Parameter ignoredKinds: the kinds of errors and findings that are expected.
    init(process: Int?, ignoring ignoredKinds: Set<String>) {
        self.process = process
        warmUp = PhaseRecorder(ignoring: ignoredKinds)
        measured = PhaseRecorder(ignoring: ignoredKinds)
    }

    /// What was measured, with all that went wrong.
    public var snapshot: Outcome {
        var snapshot = measured.snapshot
        snapshot.mergeVerdict(of: warmUp.verdict)
        return snapshot
    }

    var tally: Tally { measured.tally }

    /// Notes all that follows in a phase. For the process's own thread.
    func enter(_ phase: Phase) { isWarmingUp.store(phase == .warmUp, ordering: .relaxed) }

    private var phase: PhaseRecorder { isWarmingUp.load(ordering: .relaxed) ? warmUp : measured }

    /// From now on operations and files that end are not counted; what is found still is.
    func stopMeasuring() { measuring.store(false, ordering: .relaxed) }

    /// Whether operations and files that end now are counted.
    var isMeasuring: Bool { measuring.load(ordering: .relaxed) }

    /// What would be left behind, were the process to end now.
    var underWay: Measurement.LeftBehind? { current.withLock { $0 } }

    /// Runs `body`, in the midst of which the process would leave something.
    func with<Value, Failure: Error>(
        underWay left: @autoclosure () -> Measurement.LeftBehind?, _ body: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        current.withLock { $0 = left() }
        defer { current.withLock { $0 = nil } }
        return try body()
    }

    /// Payload bytes sent and received so far, failed tries too, that were measured.
    public var bytesMoved: Int64 { measured.bytesMoved }

    func addBytesMoved(_ count: Int) { phase.addBytesMoved(count) }

    func withOutcome(_ body: (inout Outcome) -> Void) { phase.withOutcome(body) }

    /// Files that the process is through with, whether or not they came to their end well.
    var filesEnded: Int { ended.load(ordering: .relaxed) }

    func addEndedFile() { ended.add(1, ordering: .relaxed) }

    /// Counts a file that came to its end well, where that is not timed.
    func addFinishedFile() { phase.addFinishedFile() }

    /// Whether there was an error or a finding.
    var hasFailed: Bool { warmUp.hasFailed || measured.hasFailed }

    /// Counts a try that failed, of what is tried again.
    func recordRetry() { withOutcome { $0.recordRetry() } }

    /// Notes by how much a file began late whose process had waited for its moment.
    func record(startLate late: Duration) { phase.record(startLate: late) }

    /// Notes that a file began so late that its process should have begun another by then.
    func recordBehind() { phase.recordBehind() }

    /// Notes a call as its client told it.
    func record(_ call: CallRecord) {
        guard isMeasuring else { return }
        let phase = phase
        if let connected = call.connectTime { phase.record(.connect, took: connected) }
        if let error = call.error, !call.isAnsweredLookUp {
            phase.recordFailed(error.isOfConnecting ? .connect : error.operation, took: call.duration)
        } else {
            phase.record(call.operation, took: call.duration, bytes: call.bytes)
        }
        if call.operation == .read, let first = call.firstByte {
            phase.record(.firstByte, took: first - call.start)
        }
    }

    /// Counts a whole file under its operation, and times it to where `body` says that it is done, with how many bytes, or
    /// to its error.
    ///
    /// - Parameter due: when the file should have begun, where something says; its latency is counted from then on.
    /// - Returns: whether it was done while there was measuring.
    @discardableResult
    func time(
        _ operation: Operation, due: MonotonicTime? = nil,
        _ body: ((_ bytes: Int64) -> Void) throws(AlluxioError) -> Void
    ) throws(AlluxioError) -> Bool {
        let (phase, start) = (phase, MonotonicTime.now)
        var isCounted = false
        do {
            try body { bytes in
                guard isMeasuring else { return }
                isCounted = true
                let end = MonotonicTime.now
                phase.record(operation, took: end - (due ?? start), bytes: bytes)
                if due != nil { phase.recordService(operation, took: end - start) }
                phase.addFinishedFile()
            }
            return isCounted
        } catch {
            if isMeasuring {
                phase.recordFailed(operation, took: MonotonicTime.now - (due ?? start))
            }
            throw error
        }
    }

    /// Counts a whole file that came well under its operation.
    func recordFile(_ operation: Operation, took duration: Duration, bytes: Int64) {
        guard isMeasuring else { return }
        phase.record(operation, took: duration, bytes: bytes)
        phase.addFinishedFile()
    }

    /// Notes how long the other nodes were waited for.
    func record(barrier duration: Duration) {
        guard isMeasuring else { return }
        phase.record(.barrier, took: duration)
    }

    /// Counts a whole file under its operation that did not.
    func recordFailedFile(_ operation: Operation, took duration: Duration) {
        guard isMeasuring else { return }
        phase.recordFailed(operation, took: duration)
    }

    /// Counts a file, or a call that belongs to no file, as failed; not where the run's end cut it off.
    func record(_ error: AlluxioError, iteration: Int? = nil, proxy: ProxyAddress? = nil) {
        let operation: Operation = error.isOfConnecting ? .connect : error.operation
        let key = ErrorCount.Key(
            kind: error.code.rawValue, operation: operation.rawValue, httpStatus: error.httpStatus,
            statusCode: error.statusCode)
        let instance = ErrorCount.Instance(
            message: error.message, path: error.path?.description, process: process, iteration: iteration,
            time: Date().timeIntervalSince1970, proxy: proxy?.description, answer: error.answer?.text)
        withOutcome { outcome in
            if error.code != .cancelled { outcome.record(error: key, instance) }
            if let left = error.leftBehind {
                outcome.record(
                    left: Measurement.LeftBehind(
                        path: left.path.description, stream: left.stream?.rawValue,
                        proxy: left.proxy.description,
                        why: left.why))
            }
        }
    }

    /// Notes what could not be taken away.
    func record(left path: AlluxioPath, on proxy: ProxyAddress, why: String) {
        let left = Measurement.LeftBehind(
            path: path.description, stream: nil, proxy: proxy.description, why: why)
        withOutcome { $0.record(left: left) }
    }

    /// Counts a failure of the local disk or of a subprocess.
    func record(local message: String, operation: Operation, path: String, iteration: Int? = nil) {
        let key = ErrorCount.Key(kind: AlluxioError.Code.local.rawValue, operation: operation.rawValue)
        let instance = ErrorCount.Instance(
            message: message, path: path, process: process, iteration: iteration,
            time: Date().timeIntervalSince1970)
        withOutcome { $0.record(error: key, instance) }
    }
}

extension CallRecord {
    /// Whether it asked for a status and was told that there is none, which is an answer.
    fileprivate var isAnsweredLookUp: Bool {
        error?.code == .notFound && (operation == .getStatus || operation == .listStatus)
    }
}

extension AlluxioError {
    /// Whether the call never got a connection to go over.
    var isOfConnecting: Bool { code == .connect || code == .resolve }
}
