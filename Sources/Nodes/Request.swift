import OSThreads

/// What is asked of another rank again where the launcher gave no answer that can be used, as of a rank that is gone.
struct Request {
    private static let pause: Duration = .seconds(1)

    let key: String
    let rank: Int
    private var awaited: Awaited<[UInt8]>
    private var asked = MonotonicTime.now

    init(_ key: String, from rank: Int, on launch: Launch) {
        (self.key, self.rank) = (key, rank)
        awaited = launch.request(key, from: rank)
    }

    /// Waits for it until a moment.
    mutating func value(until moment: MonotonicTime, on launch: Launch) -> [UInt8]? {
        if awaited.failure != nil {
            OSThreads.pause(for: moment - .now)
            guard .now - asked > Self.pause else { return nil }
            asked = .now
            awaited = launch.request(key, from: rank)
        }
        return awaited.value(until: moment)
    }
}
