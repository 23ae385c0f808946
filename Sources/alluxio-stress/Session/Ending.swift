import Glibc
import Synchronization

/// Held by whoever writes the last report: the end of the run, or a signal's thread.
final class Ending: Sendable {
    private let claimed = Atomic(false)

    /// False when somebody else has it.
    func claim() -> Bool { !claimed.exchange(true, ordering: .acquiringAndReleasing) }

    /// For who came second: the other ends the process.
    static func waitForIt() -> Never { while true { pause() } }
}
