import FoundationEssentials
import HTTP
import Measurement
import OSThreads
import Synchronization

/// All that a run has seen so far; looked at from any thread at any time, so that a signal finds a result to write.
public final class RunState: Sendable {
    private struct Shared {
        var iterations = Series<IterationRecord>(limit: 500)
        var warnings: [String] = []
        var serverVersion: String?
        var streamTimeout: StreamTimeout?
        var clockOffset: ClockOffset?
        var spanStart: MonotonicTime?
        var firstSpan: MonotonicTime?
        var sampler: SeriesSampler?
        var firstDone: FirstDone?
        /// In which iteration each process stopped that did.
        var stopped: [Int: Int] = [:]
        var course = Course()
        var earlyEnd: (cause: EarlyEnd, time: MonotonicTime)?
    }

    /// What it has before it, and how far it has come.
    struct Course: Sendable {
        var goal: RunGoal?
        /// When its first file is to begin, where that is planned.
        var plannedStart: MonotonicTime?
        /// When its first file could begin.
        var began: MonotonicTime?
        /// The one at work, counted from 1.
        var iteration = 1
        /// Files that had been ended before that one.
        var endedBefore = 0
    }

    /// What the run does besides its processes: preflight, listings, confirming.
    public let coordinator: Recorder
    public let processes: [Recorder]
    /// What ends the calls of all that work for the run, where it ends early.
    let cutoff = Cutoff()
    let handling: FailureHandling
    /// The nodes of the run; nil where this one is the only one that it knows.
    public let nodes: NodesOfRun?
    let severalProxies = SeveralProxies()
    private let shared = Monitor(Shared())
    private let ended = Atomic<Bool>(false)
    private let observer: IntervalObserver?

    /// Told each second, and at the end, what operations there were since.
    public typealias IntervalObserver = @Sendable (OperationsInterval) -> Void

    public init(
        processes: Int, handling: FailureHandling = FailureHandling(), nodes: NodesOfRun? = nil,
        observer: IntervalObserver? = nil
    ) {
        self.nodes = nodes
        self.observer = observer
        self.handling = handling
        coordinator = Recorder(process: nil, ignoring: handling.ignoredKinds)
        self.processes = (0..<processes).map { Recorder(process: $0, ignoring: handling.ignoredKinds) }
    }

    /// The sum of what all have seen.
    public var outcome: Outcome {
        processes.reduce(into: coordinator.snapshot) { $0.merge($1.snapshot) }
    }

    /// The sum of what all saw while they warmed up.
    var warmUp: Outcome { processes.reduce(into: Outcome()) { $0.merge($1.warmUp.snapshot) } }

    /// The counts of that sum.
    var tally: Tally { processes.reduce(coordinator.tally) { $0 + $1.tally } }

    public var bytesMoved: Int64 { processes.reduce(0) { $0 + $1.bytesMoved } }
    /// Those that have ended, neighbours in one record where they are many.
    public var iterations: [IterationRecord] { shared.withLock { $0.iterations.elements } }
    public var warnings: [String] { shared.withLock { $0.warnings + Self.warnings(ofStopped: $0.stopped) } }
    public var serverVersion: String? { shared.withLock { $0.serverVersion } }
    /// Nil where no proxy has told, or nothing is written.
    var streamTimeout: StreamTimeout? { shared.withLock { $0.streamTimeout } }

    /// What was done over time; nil where no span has begun.
    var series: RunSeries? { shared.withLock { $0.sampler }?.series }
    var firstDone: FirstDone? { shared.withLock { $0.firstDone } }
    /// What was done in the last whole second; nil before there is one.
    var lastInterval: Interval? { shared.withLock { $0.sampler }?.last }
    var course: Course { shared.withLock { $0.course } }
    /// Nil where it was not asked for.
    var clockOffset: ClockOffset? { shared.withLock { $0.clockOffset } }
    /// When its first file is to begin; nil where that is not planned, or not known yet.
    public var plannedStart: MonotonicTime? { course.plannedStart }

    /// The spans' sum in seconds, with the one that is running up to now.
    public var seconds: Double {
        shared.withLock { shared in
            let end = shared.earlyEnd?.time ?? .now
            let running = shared.spanStart.map { max(0, (end - $0).seconds) } ?? 0
            return shared.iterations.elements.reduce(0) { $0 + $1.seconds } + running
        }
    }

    /// When the first span begins, which may be a moment to come; nil before that is known.
    var beginsMeasuring: MonotonicTime? { shared.withLock { $0.firstSpan } }

    /// Whether the run is to end before its last iteration.
    var isEnded: Bool { ended.load(ordering: .relaxed) }

    func end() {
        ended.store(true, ordering: .relaxed)
        nodes?.end(because: earlyEnd)
    }

    /// What ended the run from outside; nil where nothing has.
    public var earlyEnd: EarlyEnd? { shared.withLock { $0.earlyEnd?.cause } }

    /// Whether the run was ended by a signal or the time so long ago that nothing is waited for any more.
    public var isGivenUp: Bool {
        shared.withLock { shared in
            switch shared.earlyEnd?.cause {
            case nil, .otherNode: false
            case .interrupted, .overTime: (shared.earlyEnd?.time ?? .now) + EarlyEnd.patienceWithNodes < .now
            }
        }
    }

    /// Up to when what is done is measured, where the run was ended from outside.
    var measuredUntil: MonotonicTime? { shared.withLock { $0.earlyEnd?.time } }

    /// Ends the run from outside: nothing begins any more, and what is under way has `EarlyEnd.patience` to come to its
    /// end or be undone. It is measured no more.
    ///
    /// - Parameter report: done first, by the moment that it is given. Until it is what is under way holds still, for
    ///   thousands of processes would leave it no processor.
    public func end(early cause: EarlyEnd, _ report: (_ until: MonotonicTime) -> Void) {
        let now = MonotonicTime.now
        cutoff.holdStill(until: now + EarlyEnd.stillness)
        shared.withLock { $0.earlyEnd = (cause, now) }
        for recorder in [coordinator] + processes { recorder.stopMeasuring() }
        end()
        endSeries()
        report(now + EarlyEnd.stillness)
        cutoff.letGo()
        cutoff.set { now + EarlyEnd.patience(for: $0) }
    }

    /// The files that are being written, or copied to this machine, at this moment.
    var underWay: [LeftBehind] { processes.compactMap(\.underWay) }

    /// Ends the run where it is to end at the first failure and this one had one.
    func endIfFailed(_ recorder: Recorder) {
        guard handling.endsAtFirst, recorder.hasFailed, !isEnded else { return }
        warn("ended at the first failure (--fail-fast)")
        end()
    }

    /// Notes that a process does nothing more, and since which iteration; the run ends when none does.
    func stop(process: Int, in iteration: Int) {
        let left = shared.withLock { shared in
            shared.stopped[process] = min(iteration, shared.stopped[process] ?? iteration)
            return processes.count - shared.stopped.count
        }
        if left == 0 { end() }
    }

    /// Adds a warning, once.
    public func warn(_ text: String) {
        shared.withLock { if !$0.warnings.contains(text) { $0.warnings.append(text) } }
    }

    private static func warnings(ofStopped stopped: [Int: Int]) -> [String] {
        guard !stopped.isEmpty else { return [] }
        let processes = stopped.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
            .map { "process_\($0.key) in iteration \($0.value)" }
        return [
            "stopped, because what a call did is in doubt or could not be undone: \(named(processes));"
                + " they did nothing more"
        ]
    }

    func note(serverVersion: String) { shared.withLock { $0.serverVersion = serverVersion } }

    func note(clockOffset: ClockOffset) { shared.withLock { $0.clockOffset = clockOffset } }

    func note(plannedStart: MonotonicTime) { shared.withLock { $0.course.plannedStart = plannedStart } }

    func note(streamTimeout: StreamTimeout?) { shared.withLock { $0.streamTimeout = streamTimeout } }

    /// Notes what the run has before it.
    func note(goal: RunGoal) { shared.withLock { $0.course.goal = goal } }

    /// Notes that the first file can begin; none does once the run was ended from outside.
    func noteBegun(at time: MonotonicTime = .now) {
        shared.withLock { shared in
            if let end = shared.earlyEnd, end.time <= time { return }
            shared.course.began = shared.course.began ?? time
        }
    }

    /// Notes that an iteration is next, counted from 1.
    func note(iteration: Int) {
        let ended = processes.reduce(0) { $0 + $1.filesEnded }
        shared.withLock {
            $0.course.iteration = iteration
            $0.course.endedBefore = ended
        }
    }

    /// Notes that a span begins, which may be a moment to come. With the first of them the series begins.
    func beginSpan(_ start: MonotonicTime) {
        let begun = shared.withLock { shared -> SeriesSampler? in
            shared.spanStart = start
            shared.firstSpan = shared.firstSpan ?? start
            guard shared.sampler == nil else { return nil }
            let sampler = SeriesSampler(
                coordinator: coordinator, processes, from: start, observer: observer)
            shared.sampler = sampler
            return sampler
        }
        guard let begun else { return }
        // Without a thread the series has one interval, for its end looks, too.
        do { try OSThread { begun.run() }.detach() } catch {}
    }

    /// Ends the series; called again, its observer is told what operations there were since.
    public func endSeries() { shared.withLock { $0.sampler }?.end() }

    /// Notes that a process has nothing left to do.
    func noteDone(_ process: Int) {
        guard firstDone == nil else { return }
        let done = FirstDone(
            process: process, seconds: seconds,
            files: processes.reduce(0) { $0 + $1.measured.filesFinished }, bytesMoved: bytesMoved)
        shared.withLock { if $0.firstDone == nil { $0.firstDone = done } }
    }

    func add(_ iteration: IterationRecord) {
        shared.withLock {
            $0.iterations.add(iteration)
            $0.spanStart = nil
        }
    }
}
