import OSThreads

/// A rate at which a node's files are to begin, whether or not those before are done.
///
/// The processes take turns: file k of process p of n begins (k n + p) / rate after the start.
public struct Pace: Sendable, Equatable {
    /// Files a second, over all processes.
    public var filesPerSecond: Double

    public init(filesPerSecond: Double) { self.filesPerSecond = filesPerSecond }

    /// When a process's file should begin, counted from 0.
    func due(_ file: Int, ofProcess process: Int, of processes: Int, from start: MonotonicTime)
        -> MonotonicTime
    {
        start
            + .nanoseconds(
                Int64(clamping: (Double(file) * Double(processes) + Double(process)) * 1e9 / filesPerSecond))
    }

    /// How many files are due before so long after the start.
    func due(before duration: Duration) -> Int { Int((duration.seconds * filesPerSecond).rounded(.up)) }

    /// From a process's file to its next.
    func period(of processes: Int) -> Duration { .seconds(Double(processes) / filesPerSecond) }
}

extension Int64 {
    /// The whole number below; the greatest there is where that is greater.
    fileprivate init(clamping number: Double) { self = number < 9.2e18 ? Int64(number) : .max }
}
