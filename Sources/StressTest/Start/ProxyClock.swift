import Alluxio
import FoundationEssentials
import OSThreads

/// Asks a proxy for the time.
struct ProxyClock {
    /// From one answer to the next question. So closely the offset is known at best, which is far less than it takes to
    /// begin on many machines.
    private static let step: Duration = .milliseconds(20)
    /// A second begins within one; an answer may take some time.
    private static let patience: Duration = .milliseconds(1500)
    /// For all answers.
    private static let limit: Duration = .seconds(10)

    let client: AlluxioClient
    private let clock = LocalClock()

    /// - Parameter client: nobody else's, whose calls nobody counts.
    init(_ client: AlluxioClient) { self.client = client }

    /// By how much the proxy's clock is ahead, from as many small calls as it takes to see a second begin. Nil where answers
    /// bear no date.
    ///
    /// - Parameter isEnded: whether it is no longer of use.
    func offset(unless isEnded: () -> Bool) throws(AlluxioError) -> ClockOffset? {
        let began = MonotonicTime.now
        client.deadline = began + Self.limit
        var estimate = ClockEstimate()
        var first: Int64?
        while true {
            let sent = clock.now
            _ = try client.getStatus(.root, as: FileSummary.self)
            let received = clock.now
            guard let date = client.dateOfLatestAnswer else { return nil }
            estimate.note(date: Double(date) / 1000, sent: sent, received: received)
            if first ?? date != date || isEnded() || MonotonicTime.now - began > Self.patience {
                return estimate.offset
            }
            first = date
            pause(for: Self.step)
        }
    }
}

/// This machine's clock as it stood when this was made: nothing sets it.
struct LocalClock {
    private let wall = Date().timeIntervalSince1970
    private let monotonic = MonotonicTime.now

    /// Seconds since 1970.
    var now: Double { wall + (MonotonicTime.now - monotonic).seconds }

    /// A moment that is told in seconds since 1970.
    func moment(at seconds: Double) -> MonotonicTime {
        monotonic + .seconds(min(max(seconds - wall, -1e9), 1e9))
    }
}
