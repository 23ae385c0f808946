import StressTest

/// The figures that the original scripts ended a load with.
public enum ScriptFigures {
    public static func lines(_ result: RunResult, iterations: Int, processes: Int) -> [String] {
        let outcome = result.outcome
        guard outcome.files > 0, !result.iterations.isEmpty else { return [] }
        let fileSize = outcome.bytes / Int64(outcome.files)
        let average = result.seconds / Double(result.iterations.count)
        // Each process moves one file an iteration, so its throughput is its bytes by the time of the iterations.
        let perProcess = (result.bytesPerSecond ?? 0) / Double(processes)
        return [
            "",
            "Number of iterations: \(iterations)",
            "Number of processes: \(processes)",
            "File size: \(Numbers.whole(fileSize)) bytes",
            "Total time: \(Numbers.fixed(result.seconds, 3)) seconds",
            "Average time for each iteration: \(Numbers.fixed(average, 3)) seconds",
            "Average throughput of each process: \(Numbers.fixed(perProcess / 1e6, 1)) MB/second",
        ]
    }
}
