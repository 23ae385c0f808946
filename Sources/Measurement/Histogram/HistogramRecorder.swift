import OSThreads
import Synchronization

/// A histogram that one thread at a time records into, without a lock, while others look.
///
/// Each counter is stored whole, so that a look may miss what is being recorded at the moment, and sees nothing else amiss.
public final class HistogramRecorder: Sendable {
    /// Many pages are for a few durations that were met once: their counters are small.
    private final class Page: Sendable {
        let counters = InlineArray<64, Atomic<UInt32>> { _ in Atomic(0) }
    }

    private let pages = InlineArray<432, PublishedReference<Page>> { _ in PublishedReference() }
    private let beyond = Atomic<Int64>(0)
    private let count = Atomic<Int64>(0)
    private let sum = Atomic<Int64>(0)
    private let min = Atomic<Int64>(.max)
    private let max = Atomic<Int64>(0)
    /// What counters held that were full.
    private let full = Monitor(PagedCounters())

    public init() {}

    /// Counts a duration; one below zero counts as zero.
    public func record(_ duration: Duration) {
        let nanoseconds = Swift.max(0, duration.wholeNanoseconds)
        if nanoseconds < min.load(ordering: .relaxed) { min.store(nanoseconds, ordering: .relaxed) }
        if nanoseconds > max.load(ordering: .relaxed) { max.store(nanoseconds, ordering: .relaxed) }
        count.addAlone(1)
        sum.addAlone(nanoseconds)
        guard let index = HistogramLayout.index(of: nanoseconds) else { return beyond.addAlone(1) }
        let (page, slot) = (index / HistogramLayout.countersOfAPage, index % HistogramLayout.countersOfAPage)
        pages[page].withValue(orMake: Page()) { page in
            let count = page.counters[slot].load(ordering: .relaxed)
            if count < .max {
                page.counters[slot].store(count + 1, ordering: .relaxed)
            } else {
                full.withLock {
                    $0.add(Int64(count) + 1, at: index)
                    page.counters[slot].store(0, ordering: .relaxed)
                }
            }
        }
    }

    /// How many were recorded so far, and their sum.
    var total: OperationTotal {
        OperationTotal(
            count: count.load(ordering: .relaxed), sum: .nanoseconds(sum.load(ordering: .relaxed)))
    }

    /// What was recorded so far.
    public var snapshot: Histogram {
        full.withLock { snapshot(after: $0) }
    }

    private func snapshot(after full: PagedCounters) -> Histogram {
        var counters = full
        for number in pages.indices {
            guard let page = pages[number].value else { continue }
            counters.add(
                page: number,
                (0..<HistogramLayout.countersOfAPage).lazy.map {
                    Int64(page.counters[$0].load(ordering: .relaxed))
                })
        }
        return Histogram(
            counters, beyond: beyond.load(ordering: .relaxed),
            sum: .nanoseconds(sum.load(ordering: .relaxed)),
            min: .nanoseconds(min.load(ordering: .relaxed)), max: .nanoseconds(max.load(ordering: .relaxed)))
    }
}

extension Atomic where Value == Int64 {
    /// Adds where nobody else does at the same time, which costs no more than to add to a plain number.
    @inline(__always)
    func addAlone(_ amount: Int64) {
        store(load(ordering: .relaxed) &+ amount, ordering: .relaxed)
    }
}
