import OSThreads
import Report
import StressTest

/// Keeps the result so far of a run in its file while the run goes on, so that there is one whatever becomes of the program.
final class ResultSoFar: Sendable {
    /// From one to the next.
    private static let period: Duration = .seconds(5)
    /// Making one of many processes takes a while, and no more than such a part of the time goes to it.
    private static let share = 50

    private struct Turn {
        var isOver = false
        /// Whether one is being written at the moment.
        var isWriting = false
    }

    private let files: ResultFiles
    private let nodeRun: NodeRun
    private let turn = Monitor(Turn())

    init(_ files: ResultFiles, of nodeRun: NodeRun) {
        self.files = files.ofThisNode
        self.nodeRun = nodeRun
    }

    /// Begins, where there is a file for it.
    func start() {
        guard files.json != nil else { return }
        // Without a thread there is a result at the end.
        do { try OSThread { [self] in run() }.detach() } catch {}
    }

    /// Ends it: what is written from then on stays.
    func end() {
        turn.update { $0.isOver = true }
        _ = turn.wait { $0.isWriting ? nil : true }
    }

    private func run() {
        while true {
            let mayWrite = turn.withLock { turn in
                turn.isWriting = !turn.isOver
                return turn.isWriting
            }
            guard mayWrite else { return }
            let began = MonotonicTime.now
            // What can't be written is said at the end.
            _ = files.write(result)
            turn.update { $0.isWriting = false }
            let took = MonotonicTime.now - began
            let next = MonotonicTime.now + max(Self.period, took * Self.share)
            if turn.wait(until: next, { $0.isOver ? true : nil }) == true { return }
        }
    }

    /// What there is so far. It is no pass: it may be all that a lost node left, or one that is killed at its end.
    var result: ResultDocument {
        var document = nodeRun.document()
        document.finished = false
        guard document.verdict != .notStarted else { return document }
        let passed = Int(document.totals.elapsed.rounded())
        let unfinished =
            document.interrupted
            ? "interrupted by a signal, and not at its end when this was written"
            : "the run still went on when this was written, \(passed) s after its beginning"
        let hasFailed = document.totals.errorCount + document.totals.findingCount > 0
        document.verdict = .fail
        document.reason = [unfinished, hasFailed ? document.reason : nil].compactMap { $0 }.joined(
            separator: ", ")
        return document
    }
}
