import CCurl
import OSThreads
import Synchronization

/// Moments at which the requests of many connections end, whatever their own limits, and a time before them in which they
/// hold still. Any thread can set them, while the requests are under way, too.
package final class Cutoff: Sendable {
    /// What a request is for.
    package enum Purpose: Int, Sendable, CaseIterable {
        /// To look at something, or to move a body.
        case transfer
        /// To change something by its answer: without one it is in doubt.
        case change
        /// To undo what was begun.
        case undoing
    }

    private let moments = Purpose.allCases.map { _ in Moment() }
    /// libcurl's handles of the connections, which may be waiting for their sockets and are woken to look at the moments.
    private let connections = Monitor<Set<UInt>>([])

    // Looked at for every piece: while nothing holds still no lock is taken.
    private let isStill = Atomic(false)
    private let stillUntil = Monitor<MonotonicTime?>(nil)

    private final class Moment: Sendable {
        let nanoseconds = Atomic<Int64>(.max)
    }

    package init() {}

    /// When requests of a purpose end; in no time that will come where nobody has set it.
    package func moment(of purpose: Purpose) -> MonotonicTime {
        MonotonicTime(nanoseconds: moments[purpose.rawValue].nanoseconds.load(ordering: .relaxed))
    }

    /// Sets every purpose's moment.
    package func set(_ moment: (Purpose) -> MonotonicTime) {
        for purpose in Purpose.allCases {
            moments[purpose.rawValue].nanoseconds.store(moment(purpose).nanoseconds, ordering: .relaxed)
        }
        connections.withLock { connections in
            for address in connections {
                guard let curlm = UnsafeMutableRawPointer(bitPattern: address) else { continue }
                _ = multi_wake(MultiHandle(curlm: curlm))
            }
        }
    }

    /// Lets requests, those under way and those to come, hold still until then, or until they are let go.
    package func holdStill(until moment: MonotonicTime) {
        stillUntil.withLock { $0 = moment }
        isStill.store(true, ordering: .relaxed)
    }

    /// Lets go what holds still.
    package func letGo() {
        isStill.store(false, ordering: .relaxed)
        stillUntil.update { $0 = nil }
    }

    /// For the thread of a request: waits while requests are to hold still.
    func waitWhileStill() {
        guard isStill.load(ordering: .relaxed), let end = stillUntil.withLock({ $0 }) else { return }
        _ = stillUntil.wait(until: end) { $0 == nil ? true : nil }
    }

    /// Lets the thread wait for so long, but not past a purpose's moment.
    package func pause(for duration: Duration, _ purpose: Purpose) {
        let now = MonotonicTime.now
        OSThreads.pause(for: min(now + duration, moment(of: purpose)) - now)
    }

    /// From here on until it is left the connection is woken when moments are set.
    func join(_ connection: MultiHandle) {
        connections.withLock { _ = $0.insert(UInt(bitPattern: connection.curlm)) }
    }

    func leave(_ connection: MultiHandle) {
        connections.withLock { _ = $0.remove(UInt(bitPattern: connection.curlm)) }
    }
}
