import EmbeddedProxy
import Measurement

// What the tool must say of each fault: the table of the README.
extension DrillCase {
    /// Every kind of fault, and a case without any.
    public static let all: [DrillCase] =
        [calm] + damagedAnswers + damagedFiles + brokenBodies + brokenWrites + brokenCalls + brokenLookUps

    /// A few that take no time.
    public static let few: [DrillCase] = [
        reading(.stale, .findings(.stale)), reading(.wrongFile, .findings(.wrongFile)),
        reading(.flippedBits, .findings(.flippedBits)), reading(.short, .findings(.short)),
        reading(.cut, .errors(kind: "cut", operation: "read")),
    ]

    private static let damagedAnswers: [DrillCase] = [
        reading(.short, .findings(.short)),
        reading(.long, .findings(.long)),
        reading(.wrongOffset, .findings(.wrongOffset)),
        reading(.doubled, .findings(.wrongOffset)),
        reading(.stale, .findings(.stale)),
        reading(.newer, .findings(.newer)),
        reading(.wrongFile, .findings(.wrongFile)),
        reading(.foreign, .findings(.foreign)),
        reading(.zeros, .findings(.zeros)),
        reading(.flippedBits, .findings(.flippedBits)),
        reading(.garbage, .findings(.garbage)),
        // Statuses are shown more than once, and must always say the same.
        reading(.lengthMismatch, every: 1, path: processes, .findings(.lengthMismatch)),
        reading(.missing, every: 1, path: processes, .findingsOfFiles([.missing])),
        reading(.incomplete, every: 1, path: processes, .findings(.incomplete)),
        reading(.evicted, every: 1, path: processes, .findings(.evicted)),
    ]

    private static let damagedFiles: [DrillCase] = [
        storing(.short, write: .findings(.short), .findings(.short)),
        storing(.long, write: .findingsOfFiles([.lengthMismatch]), .findings(.long)),
        storing(.wrongOffset, .findings(.wrongOffset)),
        storing(.doubled, .findings(.wrongOffset)),
        // A first version has none before it, and is no match.
        storing(.stale, sparing: 0, .findings(.stale)),
        storing(.newer, .findings(.newer)),
        storing(.wrongFile, .findings(.wrongFile)),
        storing(.foreign, .findings(.foreign)),
        storing(.zeros, .findings(.zeros)),
        storing(.flippedBits, .findings(.flippedBits)),
        storing(.garbage, .findings(.garbage)),
        storing(
            .lengthMismatch, write: .findingsOfFiles([.short, .lengthMismatch]), .findings(.lengthMismatch)),
        storing(.missing, write: .findings(.missing), .findingsOfFiles([.missing])),
        // The write takes away what is not complete.
        storing(.incomplete, write: .findings(.incomplete), .findingsOfFiles([.missing])),
        storing(.evicted, write: .findings(.evicted), .findings(.evicted)),
        storing(.lost, write: .findings(.incomplete), .findingsOfFiles([.missing])),
    ]

    private static let brokenBodies: [DrillCase] = [
        reading(.cut, .errors(kind: "cut", operation: "read")),
        reading(.stall, seconds: 4, .errors(kind: "stalled", operation: "read")),
        reading(.slow, seconds: 0.5, .latency(operation: "read")),
        reading(.empty, .findings(.short)),
    ]

    private static let brokenWrites: [DrillCase] = [
        writing(.shortCount, .errors(kind: "short-write", operation: "write")),
        writing(.closeFails, .errors(kind: "internal", operation: "close")),
        writing(.internalError, of: .createFile, .errors(kind: "internal", operation: "create-file")),
        writing(.serviceUnavailable, of: .createFile, .errors(kind: "http", operation: "create-file")),
        writing(.badJSON, of: .createFile, .errors(kind: "protocol", operation: "create-file")),
        // Of what is in doubt the run keeps away, so that the file is not written.
        writing(
            .hang, of: .createFile, seconds: 4, .errors(kind: "in-doubt", operation: "create-file"),
            afterwards: .findingsOfFiles([.missing])),
        writing(.reset, of: .write, .errors(kind: "reset", operation: "write")),
        // Whether it was done nobody knows.
        writing(.lateEffect, of: .close, seconds: 3, .errors(kind: "in-doubt", operation: "close")),
        deleting(.internalError, .errors(kind: "internal", operation: "delete")),
        deleting(.serviceUnavailable, .errors(kind: "http", operation: "delete")),
        deleting(.reset, .errors(kind: "in-doubt", operation: "delete")),
        deleting(.hang, seconds: 4, .errors(kind: "in-doubt", operation: "delete")),
    ]

    private static let brokenCalls: [DrillCase] = [
        reading(.internalError, of: .openFile, .errors(kind: "internal", operation: "open-file")),
        reading(.serviceUnavailable, of: .openFile, .errors(kind: "http", operation: "open-file")),
        reading(.notFound, of: .openFile, .errors(kind: "http", operation: "open-file")),
        reading(.reset, of: .openFile, .errors(kind: "reset", operation: "open-file")),
        reading(.hang, of: .openFile, seconds: 4, .errors(kind: "timeout", operation: "open-file")),
        reading(.late, of: .openFile, seconds: 0.5, .latency(operation: "open-file")),
        reading(.badJSON, of: .openFile, .errors(kind: "protocol", operation: "open-file")),
        reading(.notHTTP, of: .openFile, .errors(kind: "protocol", operation: "open-file")),
        reading(.hugeHeaders, of: .openFile, .errors(kind: "protocol", operation: "open-file")),
        readingOnce(.refuse, of: .openFile, seconds: 0.5, .anyErrors(["connect", "cut", "reset"])),
    ]

    private static let brokenLookUps: [DrillCase] =
        [
            confirming(.internalError, listing("internal")), confirming(.serviceUnavailable, listing("http")),
            confirming(.badJSON, listing("protocol")), confirming(.reset, listing("reset")),
            confirming(.hang, seconds: 4, listing("timeout")),
            readersListing(.internalError, "internal"), readersListing(.serviceUnavailable, "http"),
            readersListing(.badJSON, "protocol"), readersListing(.reset, "reset"),
            readersListing(.hang, seconds: 4, "timeout"),
            asking(.internalError, proxyIs: "does not answer"),
            asking(.serviceUnavailable, proxyIs: "is no Alluxio REST proxy"),
            asking(.badJSON, proxyIs: "is no Alluxio REST proxy"),
            asking(.reset, proxyIs: "does not answer"),
            asking(.hang, seconds: 4, proxyIs: "does not answer"),
        ]

    private static func listing(_ error: String) -> Statement {
        .errors(kind: error, operation: "list-status")
    }

    /// Without a listing of the node's folder a read reads nothing, and a verification does not begin.
    private static func readersListing(_ kind: Fault.Kind, seconds: Double? = nil, _ error: String)
        -> DrillCase
    {
        reading(
            kind, of: .listStatus, every: 1, seconds: seconds, listing(error),
            verify: .notStarted(reason: "the files can't be listed"))
    }

    /// Every command asks first for the status of the root, which is spared of the write's, and a write then for that of
    /// the folder above the node's.
    private static func asking(_ kind: Fault.Kind, seconds: Double? = nil, proxyIs reason: String)
        -> DrillCase
    {
        lookingUp(
            kind, of: .getStatus, seconds: seconds, write: .notStarted(reason: "/drill/node_1 can't be used"),
            read: .notStarted(reason: reason), verify: .notStarted(reason: reason))
    }

    /// The files alone, not the folders above them.
    private static let processes = "*/process_*"
}
