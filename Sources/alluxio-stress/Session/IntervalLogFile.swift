import FoundationEssentials
import Glibc
import Measurement
import OSThreads
import StressTest

/// The file of `--hdr`: HdrHistogram's interval log, to which lines are added while a run goes on.
final class IntervalLogFile: Sendable {
    private struct State {
        /// Why it could not be written, the first time.
        var failure: SystemError?
    }

    private let path: String
    private let descriptor: Int32
    private let writer = HistogramLogWriter(startTime: .seconds(Date().timeIntervalSince1970))
    private let state = Monitor(State())

    /// Makes the file, or empties it, and begins the log.
    init(_ path: String) throws(SystemError) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw SystemError(doing: "write \(path)") }
        self.path = path
        try WholeFile.write(Array(writer.header().utf8), to: descriptor, named: path)
    }

    deinit { close(descriptor) }

    /// Adds a line for each operation that there was. What can't be written is said at the end.
    func add(_ interval: OperationsInterval) {
        state.withLock { state in
            guard state.failure == nil else { return }
            var text = ""
            for (operation, latencies) in interval.latencies.sorted(by: { $0.key < $1.key }) {
                text += writer.line(
                    HistogramLogInterval(
                        tag: operation, start: .seconds(interval.start) - writer.startTime,
                        length: .seconds(interval.seconds),
                        histogram: latencies))
            }
            do throws(SystemError) {
                try WholeFile.write(Array(text.utf8), to: descriptor, named: path)
            } catch {
                state.failure = error
            }
        }
    }

    /// Throws where not all could be written.
    func end() throws { if let failure = state.withLock({ $0.failure }) { throw failure } }
}
