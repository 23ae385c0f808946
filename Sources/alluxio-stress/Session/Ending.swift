import Glibc
import OSThreads
import Report
import StressTest
import Synchronization

/// Held by whoever writes the last report: the end of the run, or the watch that ends it early.
final class Ending: Sendable {
    private let claimed = Atomic(false)
    /// Becomes true once the result's files are written for the last time.
    let filesWritten = Monitor(false)

    /// False when somebody else has it.
    func claim() -> Bool { !claimed.exchange(true, ordering: .acquiringAndReleasing) }

    /// Whether the last report is being written.
    var isClaimed: Bool { claimed.load(ordering: .acquiring) }

    /// For who came second: the other ends the process.
    static func waitForIt() -> Never { while true { pause() } }
}

/// Ends a run at a signal, or when its time is over, and leaves it after `EarlyEnd.patience` where something in it does not
/// come to an end, such as a disk that hangs.
struct EarlyEndWatch: Sendable {
    /// A report may take so long where it is all that is still to be done.
    private static let patienceWithAReport: Duration = .seconds(1)
    /// The result's files may take so long, on a machine that has far more to do than it can.
    private static let patienceWithFiles: Duration = .seconds(30)
    private static let look: Duration = .milliseconds(50)
    /// A second signal that comes so soon is the first one: `timeout`, for one, sends each twice.
    private static let echo: Duration = .milliseconds(300)

    let state: RunState
    /// How long the run may take, from its beginning or its planned start; nil where nothing says.
    let limit: Duration?
    let began: MonotonicTime
    let ending: Ending
    /// Writes the result as it is at the moment, and says that more is to come.
    let reportSoFar: @Sendable () -> Void
    /// Writes the result for the last time.
    let report: @Sendable () -> Void

    /// Watches on a thread of its own.
    func start() throws(SystemError) { try OSThread(run).detach() }

    private func run() {
        while true {
            if let signal = TerminationSignals.wait(until: end) { end(by: signal) }
            // The start may have been planned meanwhile.
            if let limit, MonotonicTime.now >= end { endOverTime(limit) }
        }
    }

    private var end: MonotonicTime {
        limit.map { (state.plannedStart ?? began) + $0 } ?? .distantFuture
    }

    private func end(by signal: Int32) -> Never {
        guard !ending.isClaimed else { leave(ExitStatus.signal(signal)) }
        let begun = MonotonicTime.now
        let written = endEarly(.interrupted(by: signal))
        var again = TerminationSignals.wait(until: begun + EarlyEnd.patience)
        while again == signal, .now - begun < Self.echo {
            again = TerminationSignals.wait(until: begun + EarlyEnd.patience)
        }
        if let again {
            _ = written.wait(until: .now + Self.patienceWithAReport) { $0 ? true : nil }
            exitNow(ExitStatus.signal(again))
        }
        leave(ExitStatus.signal(signal))
    }

    /// Ends the run, of which the result so far is written first; what becomes true when that is done.
    private func endEarly(_ cause: EarlyEnd) -> Monitor<Bool> {
        var written = Monitor(false)
        state.end(early: cause) { moment in
            written = onThread(reportSoFar)
            _ = written.wait(until: moment) { $0 ? true : nil }
        }
        return written
    }

    private func endOverTime(_ limit: Duration) -> Never {
        if !ending.isClaimed {
            _ = endEarly(.overTime(limit))
        }
        if let signal = TerminationSignals.wait(until: .now + EarlyEnd.patience) {
            leave(ExitStatus.signal(signal))
        }
        leave(ExitStatus.fail)
    }

    /// Ends the process although the run has not come to its end; the result is written first, by this or by the run.
    private func leave(_ status: Int32) -> Never {
        let written = ending.claim() ? onThread(report) : Monitor(false)
        let end = MonotonicTime.now + Self.patienceWithFiles
        while !ending.filesWritten.withLock({ $0 }), .now < end {
            if let again = TerminationSignals.wait(until: .now + Self.look) {
                exitNow(ExitStatus.signal(again))
            }
        }
        // What keeps a report from its end, such as a pipe that nobody reads, does not keep the process.
        _ = written.wait(until: .now + Self.patienceWithAReport) { $0 ? true : nil }
        exitNow(status)
    }

    /// Ends the process, and what it has started.
    private func exitNow(_ status: Int32) -> Never {
        Subprocess.killGroups()
        _exit(status)
    }

    /// Runs `body` on a thread of its own where there is one; what becomes true when it is done.
    private func onThread(_ body: @escaping @Sendable () -> Void) -> Monitor<Bool> {
        let done = Monitor(false)
        let whole: @Sendable () -> Void = {
            body()
            done.update { $0 = true }
        }
        do { try OSThread(whole).detach() } catch { whole() }
        return done
    }
}
