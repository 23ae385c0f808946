/// The state of a run when the first of its processes had nothing left to do: up to then all were at work.
public struct FirstDone: Sendable, Equatable {
    public var process: Int
    /// Of the spans up to then.
    public var seconds: Double
    /// Files that had come to their end well.
    public var files: Int
    /// Payload bytes sent and received.
    public var bytesMoved: Int64
}
