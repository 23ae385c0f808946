/// What was done over time, by all processes and by each.
public struct RunSeries: Sendable, Equatable {
    public private(set) var intervals: Series<Interval>
    /// By the process's number; all have begun with the first interval.
    public private(set) var processes: [Series<ProcessInterval>]

    /// - Parameters:
    ///   - limit: how many intervals are kept apart.
    ///   - processLimit: how many of all processes together.
    public init(processes: Int, limit: Int, processLimit: Int) {
        intervals = Series(limit: limit)
        self.processes = Array(repeating: Series(limit: processLimit / max(1, processes)), count: processes)
    }

    public mutating func add(_ interval: Interval, _ ofProcesses: [ProcessInterval]) {
        intervals.add(interval)
        for (process, interval) in ofProcesses.enumerated() { processes[process].add(interval) }
    }
}
