/// What a fault did, for whoever holds it against what was found.
public struct FaultRecord: Sendable, Hashable {
    /// Counts the strikes of a proxy from 1.
    public var strike: Int
    /// Seconds since 1970.
    public var time: Double
    public var kind: Fault.Kind
    public var operation: Fault.Operation
    /// The file's or folder's; empty of a call that has none.
    public var path: String
    /// The bytes of the file that are not what they should be, or did not come; 0 and 0 where there are none.
    public var offset: Int64
    public var length: Int64

    public init(
        strike: Int, time: Double, kind: Fault.Kind, operation: Fault.Operation, path: String, offset: Int64,
        length: Int64
    ) {
        self.strike = strike
        self.time = time
        self.kind = kind
        self.operation = operation
        self.path = path
        self.offset = offset
        self.length = length
    }
}

/// Takes what is struck, on the thread of the call and before its client can know.
public typealias FaultSink = @Sendable (FaultRecord) -> Void
