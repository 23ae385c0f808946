import FoundationEssentials
import Measurement
import OSThreads
import Synchronization

/// All that a run has seen so far; looked at from any thread at any time, so that a signal finds a result to write.
public final class RunState: Sendable {
    private struct Shared {
        var iterations: [IterationRecord] = []
        var warnings: [String] = []
        var serverVersion: String?
        var spanStart: MonotonicTime?
        /// In which iteration each process stopped that did.
        var stopped: [Int: Int] = [:]
    }

    /// What the run does besides its processes: preflight, listings, confirming.
    public let coordinator = Recorder(process: nil)
    public let processes: [Recorder]
    private let shared = Mutex(Shared())
    private let ended = Atomic<Bool>(false)

    public init(processes: Int) {
        self.processes = (0..<processes).map { Recorder(process: $0) }
    }

    /// The sum of what all have seen.
    public var outcome: Outcome {
        var sum = coordinator.snapshot
        for process in processes { sum.merge(process.snapshot) }
        return sum
    }

    /// The counts of that sum.
    var tally: Tally { processes.reduce(coordinator.tally) { $0 + $1.tally } }

    public var bytesMoved: Int64 { processes.reduce(0) { $0 + $1.bytesMoved } }
    public var iterations: [IterationRecord] { shared.withLock { $0.iterations } }
    public var warnings: [String] { shared.withLock { $0.warnings + Self.warnings(ofStopped: $0.stopped) } }
    public var serverVersion: String? { shared.withLock { $0.serverVersion } }

    /// The spans' sum in seconds, with the one that is running up to now.
    public var seconds: Double {
        shared.withLock { shared in
            let running = shared.spanStart.map { (MonotonicTime.now - $0).seconds } ?? 0
            return shared.iterations.reduce(0) { $0 + $1.seconds } + running
        }
    }

    /// Whether the run is to end before its last iteration.
    var isEnded: Bool { ended.load(ordering: .relaxed) }

    func end() { ended.store(true, ordering: .relaxed) }

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

    func beginSpan(_ start: MonotonicTime) { shared.withLock { $0.spanStart = start } }

    func add(_ iteration: IterationRecord) {
        shared.withLock {
            $0.iterations.append(iteration)
            $0.spanStart = nil
        }
    }
}
