import EmbeddedProxy
import OSThreads

/// All faults at once, at random, for some time: on several proxies side by side, since most of the time is waiting.
public struct RandomDrill: Sendable {
    private static let lanes = 8
    /// So many proxies have one among them that may end all connections.
    private static let refusing = 4

    private let seed: UInt64
    private let duration: Duration

    /// - Parameters:
    ///   - seed: of what the faults draw.
    ///   - duration: no round begins after it.
    public init(seed: UInt64, duration: Duration) {
        self.seed = seed
        self.duration = duration
    }

    /// Runs to the end.
    ///
    /// - Throws: `EmbeddedProxyError` where a proxy can't be started; `SystemError` where there are not threads enough.
    public func run() throws -> RandomOutcome {
        // With its first thread a program may get one of its own, as under ThreadSanitizer, which stays.
        try OSThread {}.join()
        let (open, end) = (OpenHandles.now, MonotonicTime.now + duration)
        var outcome = try Self.sum(seed, until: end)
        outcome.complaints += OpenHandles.complaints(since: open)
        return outcome
    }

    private static func sum(_ seed: UInt64, until end: MonotonicTime) throws -> RandomOutcome {
        let outcomes = Monitor<[Result<RandomOutcome, any Error>]>([])
        let threads = try (0..<lanes).map { number in
            try OSThread {
                let outcome = Result {
                    var lane = try RandomLane(
                        seed: seed &+ UInt64(number), refusing: number % refusing == 0)
                    try lane.run(until: end)
                    return lane.outcome
                }
                outcomes.withLock { $0.append(outcome) }
            }
        }
        for thread in threads { thread.join() }
        return try outcomes.withLock { $0 }.reduce(into: RandomOutcome()) { $0.merge(try $1.get()) }
    }
}
