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

/// One call's being struck.
struct Strike: Sendable {
    let fault: Fault
    /// Counts the strikes of a proxy from 1.
    let number: Int
    let operation: Fault.Operation
    /// Empty of a call that has none.
    let path: String
    /// For choosing places.
    let random: FaultRandom
    let sink: FaultSink

    var kind: Fault.Kind { fault.kind }

    /// Tells of it, once, before it shows: which bytes of the file it is about.
    func log(offset: Int64 = 0, length: Int64 = 0) {
        sink(
            FaultRecord(
                strike: number, time: Double(Cluster.nowMs()) / 1000, kind: kind, operation: operation,
                path: path, offset: offset, length: length))
    }
}
