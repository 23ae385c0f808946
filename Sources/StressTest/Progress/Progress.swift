/// How far a run has come, and how it goes at the moment.
public struct Progress: Sendable, Equatable {
    /// What it is at.
    public enum Phase: Sendable, Equatable {
        /// It looks at what stands, connects and makes way.
        case preparing
        /// The time has not come yet at which it is to start.
        case waiting
        /// What is done is not measured yet.
        case warmingUp
        /// It goes on for a time.
        case measured
        /// No file begins any more; those begun are finished.
        case finishing
        /// Counted from 1.
        case iteration(Int, of: Int)
        /// Each of so many files is looked at once; so many have been.
        case files(Int, of: Int)
    }

    public var phase: Phase
    /// From 0 to 1; nil where that can't be told.
    public var done: Double?
    /// Files that came to their end well, while it warms up those of that time, else those that are measured.
    public var files: Int
    /// Payload bytes sent and received in the same time, failed tries too.
    public var bytesMoved: Int64
    /// Of the last moments; nil before there are any.
    public var filesPerSecond: Double?
    /// Payload sent and received in the last moments; nil before there are any.
    public var bytesPerSecond: Double?
    /// Of the files that ended well in the last whole second, the latency that 99 of 100 did not exceed; nil of none.
    public var p99: Duration?
    /// All that there were.
    public var errors: Int
    /// How often a finding was met.
    public var findings: Int
    /// How long it still takes, where it goes on as it has gone; nil where that can't be told.
    public var left: Duration?

    public init(
        phase: Phase, done: Double? = nil, files: Int = 0, bytesMoved: Int64 = 0,
        filesPerSecond: Double? = nil, bytesPerSecond: Double? = nil, p99: Duration? = nil,
        errors: Int = 0, findings: Int = 0, left: Duration? = nil
    ) {
        self.phase = phase
        self.done = done
        self.files = files
        self.bytesMoved = bytesMoved
        self.filesPerSecond = filesPerSecond
        self.bytesPerSecond = bytesPerSecond
        self.p99 = p99
        self.errors = errors
        self.findings = findings
        self.left = left
    }
}

extension Progress.Phase {
    /// Whether files could begin.
    public var hasBegun: Bool { self != .preparing && self != .waiting }
}
