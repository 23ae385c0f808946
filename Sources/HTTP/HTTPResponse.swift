import OSThreads

/// What a server answered to one request.
package struct HTTPResponse: Sendable {
    package var status: Int
    /// The whole body, or nothing where it went to the request's receiver.
    package var body: [UInt8]
    /// How long it took to resolve the name and connect; nil where a kept connection served.
    package var connectTime: Duration?
    /// When the first byte of the body came; nil where the body was empty.
    package var firstByte: MonotonicTime?
    /// Whether the streamed body of the request was sent to its end: false where the server answered in the middle of
    /// it, and the connection was then cut.
    package var uploadEnded: Bool
}
