/// How often an operation came to its end well, and how long it took in all.
public struct OperationTotal: Sendable, Equatable {
    public var count: Int64
    public var sum: Duration

    public init(count: Int64 = 0, sum: Duration = .zero) {
        self.count = count
        self.sum = sum
    }

    /// The mean, or nil of nothing.
    public var mean: Duration? { count > 0 ? sum / Int(count) : nil }

    public static func + (one: OperationTotal, other: OperationTotal) -> OperationTotal {
        OperationTotal(count: one.count + other.count, sum: one.sum + other.sum)
    }

    public static func - (one: OperationTotal, other: OperationTotal) -> OperationTotal {
        OperationTotal(count: one.count - other.count, sum: one.sum - other.sum)
    }
}
