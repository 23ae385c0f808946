import OSThreads
import StressTest

/// What a result warns of where its figures are not Alluxio's alone: the rate that was asked for was not held, or the client
/// was at its own limit.
struct LimitWarnings {
    private let result: RunResult
    private let cpus: Int

    /// - Parameter cpus: how many processors the client has.
    init(_ result: RunResult, cpus: Int) {
        self.result = result
        self.cpus = cpus
    }

    var texts: [String] { [shortfall, lateClient, processors].compactMap { $0 } }

    private var shortfall: String? {
        guard let pace = result.pace.map(ResultDocument.Pace.init), !pace.isHeld else { return nil }
        let isShort = pace.begun < pace.due
        let rate = "the rate of \(Self.rounded(pace.rate)) files a second"
        var parts = [isShort ? "\(rate) could not be held" : "\(rate) was held on average alone"]
        if isShort {
            let lacking = Numbers.whole(pace.due - pace.begun)
            parts.append("\(lacking) of \(Numbers.counted(pace.due, "file")) did not begin in time")
        }
        if pace.behind > 0 {
            let (behind, begun) = (Numbers.whole(pace.behind), Numbers.whole(pace.begun))
            parts.append("\(behind) of \(begun) began later than the process's next should have")
        }
        // Where all begin in the end, the server only stalled.
        let advice =
            isShort ? "; with more processes (--nprocess) more can be under way at once" : ""
        return parts.joined(separator: ", ") + advice
    }

    private var lateClient: String? {
        guard let lateness = result.pace?.clientLateness else { return nil }
        return
            "the client was at its limit, and perhaps not Alluxio: half of the files that a process waited to begin"
            + " began \(Self.rounded(lateness.seconds * 1000)) ms late or more, longer than half of all took"
    }

    private var processors: String? {
        guard let share = result.limitingProcessorShare else { return nil }
        let percent = min(100, Int((share * 100).rounded()))
        return "the client was at its limit, and perhaps not Alluxio: it used \(percent) % of its"
            + " \(Numbers.counted(cpus, "processor"))"
    }

    /// With at most one digit after the point.
    private static func rounded(_ number: Double) -> String {
        let tenths = (number * 10).rounded() / 10
        return Numbers.fixed(number, tenths == tenths.rounded() ? 0 : 1)
    }
}
