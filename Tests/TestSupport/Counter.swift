import Synchronization

/// Counts calls from any thread.
public final class Counter: Sendable {
    private let count = Atomic(0)

    public init() {}

    /// The number of this call, from 1.
    public func next() -> Int { count.add(1, ordering: .relaxed).newValue }

    public var value: Int { count.load(ordering: .relaxed) }
}
