import EmbeddedProxy
import Measurement

// What the tool must say of each fault: the table of the README.
extension DrillCase {
    /// Every kind of fault, and a case without any.
    public static let all: [DrillCase] =
        [calm] + damagedAnswers + damagedFiles + brokenBodies + brokenWrites + brokenCalls

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
        writing(.reset, of: .write, .errors(kind: "reset", operation: "write")),
        // Whether it was done nobody knows.
        writing(.lateEffect, of: .close, seconds: 3, .errors(kind: "in-doubt", operation: "close")),
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

    /// The files alone, not the folders above them.
    private static let processes = "*/process_*"
}
