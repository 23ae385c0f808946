import Alluxio
import FoundationEssentials
import Measurement
import OSThreads
import Synchronization

/// Where one process notes what it sees; others may look at any time.
///
/// The lock is taken once a call, by its own process but for looks from outside, and never for a piece of a body.
public final class Recorder: Sendable {
    public let process: Int?
    private let outcome = Mutex(Outcome())
    private let moved = Atomic<Int64>(0)

    init(process: Int?) {
        self.process = process
    }

    public var snapshot: Outcome { outcome.withLock { $0 } }
    var tally: Tally { outcome.withLock { Tally($0) } }

    /// Payload bytes sent and received so far, failed tries too.
    public var bytesMoved: Int64 { moved.load(ordering: .relaxed) }

    func addBytesMoved(_ count: Int) { moved.add(Int64(count), ordering: .relaxed) }

    func withOutcome(_ body: (inout Outcome) -> Void) { outcome.withLock { body(&$0) } }

    /// Notes a call as its client told it.
    func record(_ call: CallRecord) {
        outcome.withLock { outcome in
            if let connected = call.connectTime {
                outcome.record(Operation.connect.rawValue, took: connected)
            }
            let took = call.duration
            if let error = call.error, !call.isAnsweredLookUp {
                let operation: Operation = error.isOfConnecting ? .connect : error.operation
                outcome.recordFailed(operation.rawValue, took: took)
            } else {
                outcome.record(call.operation.rawValue, took: took, bytes: call.bytes)
            }
            if call.operation == .read, let first = call.firstByte {
                outcome.record(Operation.firstByte.rawValue, took: first - call.start)
            }
        }
    }

    /// Counts a whole file under its operation, and times it to where `body` says that it is done, with how many bytes, or
    /// to its error.
    func time(
        _ operation: Operation, _ body: ((_ bytes: Int64) -> Void) throws(AlluxioError) -> Void
    ) throws(AlluxioError) {
        let start = MonotonicTime.now
        do {
            try body { bytes in
                let took = MonotonicTime.now - start
                withOutcome { $0.record(operation.rawValue, took: took, bytes: bytes) }
            }
        } catch {
            let took = MonotonicTime.now - start
            withOutcome { $0.recordFailed(operation.rawValue, took: took) }
            throw error
        }
    }

    /// Counts a file, or a call that belongs to no file, as failed.
    func record(_ error: AlluxioError, iteration: Int? = nil, proxy: ProxyAddress? = nil) {
        let operation: Operation = error.isOfConnecting ? .connect : error.operation
        let key = ErrorCount.Key(
            kind: error.code.rawValue, operation: operation.rawValue, httpStatus: error.httpStatus,
            statusCode: error.statusCode)
        let instance = ErrorCount.Instance(
            message: error.message, path: error.path?.description, process: process, iteration: iteration,
            time: Date().timeIntervalSince1970, proxy: proxy?.description)
        outcome.withLock { outcome in
            outcome.record(error: key, instance)
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
        outcome.withLock { $0.record(left: left) }
    }

    /// Counts a failure of the local disk or of a subprocess.
    func record(local message: String, operation: Operation, path: String, iteration: Int? = nil) {
        let key = ErrorCount.Key(kind: AlluxioError.Code.local.rawValue, operation: operation.rawValue)
        let instance = ErrorCount.Instance(
            message: message, path: path, process: process, iteration: iteration,
            time: Date().timeIntervalSince1970)
        outcome.withLock { $0.record(error: key, instance) }
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
