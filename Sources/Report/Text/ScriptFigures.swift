/// The figures that the original scripts ended a load with.
public enum ScriptFigures {
    public static func lines(_ result: ResultDocument, iterations: Int, processes: Int) -> [String] {
        let totals = result.totals
        let ended = result.iterations.reduce(0) { $0 + $1.iterations }
        guard totals.files > 0, ended > 0 else { return [] }
        let fileSize = totals.bytes / Int64(totals.files)
        let average = totals.seconds / Double(ended)
        // Each process moves one file an iteration, so its throughput is its bytes by the time of the iterations.
        let perProcess = (totals.bytesPerSecond ?? 0) / Double(processes)
        return [
            "",
            "Number of iterations: \(iterations)",
            "Number of processes: \(processes)",
            "File size: \(Numbers.whole(fileSize)) bytes",
            "Total time: \(Numbers.fixed(totals.seconds, 3)) seconds",
            "Average time for each iteration: \(Numbers.fixed(average, 3)) seconds",
            "Average throughput of each process: \(Numbers.fixed(perProcess / 1e6, 1)) MB/second",
        ]
    }
}
