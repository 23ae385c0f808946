import Alluxio
import FoundationEssentials
import Measurement
import OSThreads

/// Looks each second at what the processes have done, and keeps what came since the look before.
final class SeriesSampler: Sendable {
    /// Of the whole run: ten minutes of seconds.
    private static let limit = 600
    /// Of all processes together.
    private static let processLimit = 19_200
    private static let step: Duration = .seconds(1)
    /// A look that is late by more has an interval that is longer.
    private static let tolerance: Duration = .milliseconds(10)

    private struct State {
        var series: RunSeries
        var time: MonotonicTime
        var looks: [Look]
        var coordinatorErrors = 0
        /// Of all together.
        var totals: [Operation: OperationTotal] = [:]
        var last: Interval?
        var operations = OperationsMeter()
        var isEnded = false
    }

    private let coordinator: Recorder
    private let processes: [Recorder]
    private let observer: RunState.IntervalObserver?
    private let state: Monitor<State>

    /// - Parameters:
    ///   - start: when the first interval begins.
    ///   - observer: who is told of each look what operations there were since the one before.
    init(
        coordinator: Recorder, _ processes: [Recorder], from start: MonotonicTime,
        observer: RunState.IntervalObserver?
    ) {
        self.observer = observer
        self.coordinator = coordinator
        self.processes = processes
        let series = RunSeries(
            processes: processes.count, limit: Self.limit, processLimit: Self.processLimit)
        let looks = processes.map { _ in Look() }
        state = Monitor(State(series: series, time: start, looks: looks))
    }

    /// Looks until it is ended. For a thread of its own.
    func run() {
        var next = state.withLock { $0.time } + Self.step
        while state.wait(until: next, { $0.isEnded ? true : nil }) == nil {
            observe(
                state.withLock { state in
                    guard !state.isEnded else { return nil }
                    let now = MonotonicTime.now
                    look(&state, at: now - next > Self.tolerance ? now : next)
                    return operations(&state)
                })
            repeat { next = next + Self.step } while next < .now
        }
    }

    /// Looks for the last time; the thread ends. What operations there were after that is told when it is called again.
    func end() {
        observe(
            state.update { state in
                let now = MonotonicTime.now
                guard state.isEnded else {
                    look(&state, at: now)
                    state.isEnded = true
                    return operations(&state)
                }
                defer { state.time = now }
                return operations(&state, (now - state.time).seconds)
            })
    }

    /// What operations there were in the interval that was just looked at; nil where nobody is told.
    ///
    /// - Parameter seconds: of what came after the last interval; nil of that one.
    private func operations(_ state: inout State, _ seconds: Double? = nil) -> OperationsInterval? {
        guard observer != nil, let interval = state.last else { return nil }
        return OperationsInterval(
            start: seconds == nil ? interval.start : interval.start + interval.seconds,
            seconds: seconds ?? interval.seconds,
            latencies: state.operations.latencies(of: ([coordinator] + processes).map(\.measured)))
    }

    private func observe(_ interval: OperationsInterval?) {
        if let interval { observer?(interval) }
    }

    /// All that was seen up to now.
    var series: RunSeries {
        state.withLock { state in
            guard !state.isEnded else { return state.series }
            var current = State(
                series: state.series, time: state.time, looks: state.looks,
                coordinatorErrors: state.coordinatorErrors, totals: state.totals)
            look(&current, at: .now)
            return current.series
        }
    }

    /// What was seen last; nil before the first look.
    var last: Interval? { state.withLock { $0.last } }

    /// What there was of each operation that there was any of, by its name.
    private static func since(
        _ earlier: [Operation: OperationTotal], _ now: [Operation: OperationTotal]
    ) -> [String: OperationTotal] {
        var since: [String: OperationTotal] = [:]
        for (operation, total) in now {
            let new = total - (earlier[operation] ?? OperationTotal())
            if new.count > 0 { since[operation.rawValue] = new }
        }
        return since
    }

    private func look(_ state: inout State, at time: MonotonicTime) {
        let seconds = (time - state.time).seconds
        guard seconds > 0 else { return }
        let now = processes.map { Look(at: $0.measured) }
        let errors = coordinator.measured.errors
        let totals = ([coordinator] + processes).reduce(into: [:]) {
            $0.merge($1.measured.operationTotals, uniquingKeysWith: +)
        }
        var latencies = Histogram()
        let ofProcesses = zip(now, state.looks).map { now, earlier in
            let latency = now.latency.since(earlier.latency)
            let interval = ProcessInterval(
                files: now.files - earlier.files, bytesMoved: now.bytesMoved - earlier.bytesMoved,
                errors: now.errors - earlier.errors, max: latency.max)
            latencies.merge(latency)
            return interval
        }
        let whole = Interval(
            start: Date().timeIntervalSince1970 - (.now - state.time).seconds, seconds: seconds,
            files: ofProcesses.reduce(0) { $0 + $1.files },
            bytesMoved: ofProcesses.reduce(0) { $0 + $1.bytesMoved },
            errors: ofProcesses.reduce(errors - state.coordinatorErrors) { $0 + $1.errors },
            latency: latencies,
            operations: Self.since(state.totals, totals))
        state.series.add(whole, ofProcesses)
        state.last = whole
        state.looks = now
        state.totals = totals
        state.coordinatorErrors = errors
        state.time = time
    }
}

/// What a process had done at a moment.
private struct Look: Sendable {
    var files = 0
    var bytesMoved: Int64 = 0
    var errors = 0
    /// Of whole files that succeeded.
    var latency: Histogram { packedLatency.histogram }
    private var packedLatency = PackedHistogram(Histogram())

    init() {}

    init(at recorder: PhaseRecorder) {
        files = recorder.filesFinished
        bytesMoved = recorder.bytesMoved
        errors = recorder.errors
        var latency = recorder.latency(of: .writeFile)
        latency.merge(recorder.latency(of: .readFile))
        packedLatency = PackedHistogram(latency)
    }
}
