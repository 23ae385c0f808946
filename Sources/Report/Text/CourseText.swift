/// How a load went besides its sums: before it was measured, at what rate, and by which process.
struct CourseText {
    private let result: ResultDocument

    init(_ result: ResultDocument) { self.result = result }

    var lines: [String] { [warmUp, pace, firstDone, processes].compactMap { $0 } }

    private var warmUp: String? {
        guard let warmUp = result.warmup else { return nil }
        var line = "warm-up, not in these figures: \(Numbers.time(warmUp.seconds)), "
        line += "\(Numbers.counted(warmUp.files, "file")), \(Numbers.counted(warmUp.bytes, "byte"))"
        if warmUp.errorCount > 0 { line += ", \(Numbers.counted(warmUp.errorCount, "error"))" }
        if warmUp.findingCount > 0 { line += ", \(Numbers.counted(warmUp.findingCount, "finding"))" }
        return line
    }

    private var pace: String? {
        guard let pace = result.pace, let achieved = pace.achieved else { return nil }
        var line = "rate: \(Numbers.significant(achieved)) files/s begun of"
        line += " \(Numbers.significant(pace.rate)) asked for"
        if pace.behind > 0 { line += ", \(Numbers.counted(pace.behind, "file")) late" }
        if pace.due > pace.begun { line += ", \(Numbers.counted(pace.due - pace.begun, "file")) not begun" }
        return line
    }

    private var firstDone: String? {
        guard result.processes.count > 1, let done = result.totals.firstDone else { return nil }
        return "first process done after \(Numbers.time(done.seconds)): "
            + "\(Numbers.megabytesPerSecond(done.bytesPerSecond)) until then"
    }

    private var processes: String? {
        guard let slowest = result.totals.slowest, let fastest = result.totals.fastest,
            slowest.name != fastest.name
        else { return nil }
        return "slowest \(slowest.name): \(Numbers.megabytesPerSecond(slowest.bytesPerSecond)), "
            + "fastest \(fastest.name): \(Numbers.megabytesPerSecond(fastest.bytesPerSecond))"
    }
}
