import OSThreads

/// One call of an `AlluxioClient` as it went.
public struct CallRecord: Sendable {
    public var operation: Operation
    public var path: AlluxioPath?
    public var start: MonotonicTime
    /// When the whole answer had come, or the failure was found.
    public var end: MonotonicTime
    /// How long the connection took to make; nil where a kept one served, or none came to stand.
    public var connectTime: Duration?
    /// When the first byte of the answer's body came; nil where none did.
    public var firstByte: MonotonicTime?
    /// Bytes of a file sent by a `write` or got by a `read`, failed ones too.
    public var bytes: Int64 = 0
    /// Whether the call was made to undo a failed upload.
    public var isUndoing: Bool
    public var error: AlluxioError?

    public var duration: Duration { end - start }
}
