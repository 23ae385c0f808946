import OSThreads

/// What tells the monotonic time; tests bring their own.
package typealias MonotonicClock = @Sendable () -> MonotonicTime

/// Streams of one kind, with the time of each one's last use.
struct StreamAges<Stream: Sendable>: Sendable {
    private struct Entry {
        let stream: Stream
        var lastUse: MonotonicTime
    }

    let timeout: Duration
    private var entries: [Int32: Entry] = [:]
    /// No stream expires before: so opening one looks at the others only when there may be something to find.
    private var nextExpiry: MonotonicTime?

    init(timeout: Duration) { self.timeout = timeout }

    /// Adds a stream; those that have expired, which are taken out.
    mutating func add(_ stream: Stream, _ id: Int32, at now: MonotonicTime) -> [Stream] {
        let expired = takeExpired(at: now)
        entries[id] = Entry(stream: stream, lastUse: now)
        nextExpiry = nextExpiry ?? now + timeout
        return expired
    }

    /// Those that have expired among them, until they are taken out.
    var count: Int { entries.count }

    /// One as it stands, which is no use of it.
    func find(_ id: Int32, at now: MonotonicTime) -> Stream? {
        guard let entry = entries[id], !isExpired(entry, at: now) else { return nil }
        return entry.stream
    }

    mutating func use(_ id: Int32, at now: MonotonicTime) -> Stream? {
        guard let stream = find(id, at: now) else { return nil }
        entries[id]?.lastUse = now
        return stream
    }

    mutating func take(_ id: Int32, at now: MonotonicTime) -> Stream? {
        guard let stream = find(id, at: now) else { return nil }
        entries[id] = nil
        return stream
    }

    private func isExpired(_ entry: Entry, at now: MonotonicTime) -> Bool {
        entry.lastUse + timeout <= now
    }

    private mutating func takeExpired(at now: MonotonicTime) -> [Stream] {
        guard let nextExpiry, nextExpiry <= now else { return [] }
        let expired = entries.filter { isExpired($0.value, at: now) }
        for id in expired.keys { entries[id] = nil }
        self.nextExpiry = entries.values.map(\.lastUse).min().map { $0 + timeout }
        return expired.sorted { $0.key < $1.key }.map(\.value.stream)
    }
}
