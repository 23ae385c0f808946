/// The latencies of one operation: how many, their sum, and the least and the greatest of them. They merge exactly.
public struct Latency: Sendable, Equatable {
    public private(set) var count = 0
    public private(set) var sum: Duration = .zero
    public private(set) var min: Duration = .zero
    public private(set) var max: Duration = .zero

    public init() {}

    /// The mean, or nil of nothing.
    public var mean: Duration? { count == 0 ? nil : sum / count }

    public mutating func record(_ duration: Duration) {
        min = count == 0 ? duration : Swift.min(min, duration)
        max = Swift.max(max, duration)
        sum += duration
        count += 1
    }

    public mutating func merge(_ other: Latency) {
        guard other.count > 0 else { return }
        min = count == 0 ? other.min : Swift.min(min, other.min)
        max = Swift.max(max, other.max)
        sum += other.sum
        count += other.count
    }
}
