import Alluxio
import OSThreads
import SelfDescribingData

/// The tries at one file, or at one call that belongs to no file: what failed is tried again after a pause, twice as long
/// each time, as long as that can do no harm.
///
/// Of each pause the second half is a random part, so that processes that failed together don't come back together.
struct Tries {
    /// Before the second try; in half of it nobody comes back.
    private static let firstPause: Duration = .milliseconds(200)
    private static let longestPause: Duration = .seconds(10)

    private let state: RunState
    private let recorder: Recorder
    private var left: Int
    private var pause = firstPause
    private var jitter: UInt64

    /// - Parameters:
    ///   - recorder: of whom the retries are.
    ///   - seed: by which the pauses are the same again.
    init(_ state: RunState, _ recorder: Recorder, seed: UInt64) {
        self.state = state
        self.recorder = recorder
        left = state.handling.retries
        jitter = seed
    }

    /// Runs `body` until it succeeds, or fails for good.
    ///
    /// - Parameter restart: called before each try but the first.
    mutating func run<Value>(
        restart: () throws(AlluxioError) -> Void = {}, _ body: () throws(AlluxioError) -> Value
    ) throws(AlluxioError) -> Value {
        while true {
            do { return try body() } catch {
                guard goOn(after: error) else { throw error }
            }
            try restart()
        }
    }

    /// Whether there is to be another try; true only when its time has come.
    mutating func goOn(after error: AlluxioError) -> Bool {
        guard left > 0, error.maySucceedLater else { return false }
        left -= 1
        let part = Double(Mixing.next(&jitter) >> 11) / Double(1 << 53)
        guard state.wait(until: .now + pause * (0.5 + part / 2)) else { return false }
        pause = min(pause * 2, Self.longestPause)
        recorder.recordRetry()
        return true
    }
}

extension AlluxioError {
    /// Whether the same may be done once more: nothing of it is in doubt or left, and it is no failure of this side's.
    fileprivate var maySucceedLater: Bool {
        switch code {
        case .inDoubt, .twoRuns, .local, .cancelled: false
        default: leftBehind == nil
        }
    }
}
