import Alluxio
import Measurement

/// What one process did.
public struct ProcessResult: Sendable {
    public let outcome: Outcome
    /// Payload bytes sent and received, failed tries too.
    public let bytesMoved: Int64

    /// - Parameter seconds: of the run, where they are what its bytes came in.
    init(_ outcome: Outcome, bytesMoved: Int64, in seconds: Double?) {
        self.outcome = outcome
        self.bytesMoved = bytesMoved
        let whole = Self.wholeFiles(outcome)
        let time = seconds ?? whole?.seconds ?? 0
        bytesPerSecond = time > 0 ? whole.map { Double($0.bytes) / time } : nil
    }

    /// Of whole files: how many bytes those that succeeded had, and how long all took; nil where there was none.
    public var wholeFiles: (bytes: Int64, latency: Histogram, seconds: Double)? { Self.wholeFiles(outcome) }

    private static func wholeFiles(_ outcome: Outcome) -> (
        bytes: Int64, latency: Histogram, seconds: Double
    )? {
        let operations = [Operation.writeFile, .readFile].compactMap { outcome.operations[$0.rawValue] }
        let latency = operations.reduce(into: Histogram()) { $0.merge($1.latency) }
        guard latency.count > 0 else { return nil }
        let took = operations.map { $0.latency.sum + $0.latencyOfErrors.sum }
        return (operations.reduce(0) { $0 + $1.bytes }, latency, took.reduce(.zero, +).seconds)
    }

    /// Bytes of its files by the time that it took for them, failed ones too; where each process goes on by itself, or at a
    /// rate, by the run's seconds. Nil where there was none.
    public let bytesPerSecond: Double?
}
