import FoundationEssentials
import OSThreads

/// What was asked of a run, told before it began.
public struct RunDescription: Sendable {
    public var command: String
    /// The program's version.
    public var version: String
    public var run: UInt32
    /// Seconds since 1970.
    public var started: Double
    public var startedAt: MonotonicTime
    /// Every option of the command, by name, with the value that held.
    public var options: [String: String]
    public var proxies: [String]
    /// How long the load goes on; nil of what is no load.
    public var length: LoadLength?
    /// At what rate its files begin; as soon as they can where nil.
    public var pace: Pace?
    /// Whether content was to be held against something.
    public var checkAsked: Bool

    public init(
        command: String, version: String, run: UInt32, options: [String: String], proxies: [String],
        load: (length: LoadLength, pace: Pace?)? = nil, checkAsked: Bool
    ) {
        self.command = command
        self.version = version
        self.run = run
        self.started = Date().timeIntervalSince1970
        startedAt = .now
        self.options = options
        self.proxies = proxies
        length = load?.length
        pace = load?.pace
        self.checkAsked = checkAsked
    }
}
