import HTTP
import OSThreads

/// What ended a run from outside, before it was through.
public enum EarlyEnd: Sendable, Equatable {
    /// A signal, of this number.
    case interrupted(by: Int32)
    /// It took longer than it was given.
    case overTime(Duration)
    /// Another node of the run ended early or was lost: which, and what is known of it.
    case otherNode(String)
}

extension EarlyEnd {
    /// So long after it the run is left, whatever is still under way.
    public static let patience: Duration = .seconds(5)

    /// So long after it other nodes are waited for. They learn of it by this one's next sign of life, which comes within 3 s, and
    /// which who waits looks for after a second.
    static let patienceWithNodes: Duration = .milliseconds(4700)

    /// So long what is under way holds still at most, while the result is written as it is: a launcher kills a second after
    /// its signal.
    static let stillness: Duration = .milliseconds(900)

    /// How long after it a request may still go on. Bodies get little, so that there is time to undo a file: the upload is
    /// ended properly within 2 s, and its stream closed a second after that where it had to be cut.
    static func patience(for purpose: Cutoff.Purpose) -> Duration {
        switch purpose {
        case .transfer: .seconds(1)
        case .change: .milliseconds(2500)
        case .undoing: patience - .milliseconds(200)
        }
    }
}
