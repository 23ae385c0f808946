import OSThreads

/// Why a request got no whole answer.
package struct HTTPFailure: Error {
    package enum Kind: Sendable, Equatable {
        /// The name has no address.
        case resolve
        /// The connection did not come to stand, with its TLS where it has one, or not in time.
        case connect
        /// The connection ended before the answer, or by a reset within it.
        case reset
        /// The connection ended cleanly in the middle of the body.
        case cut
        /// No body byte moved for the stall limit.
        case stalled
        /// The answer, or all of the request, took longer than its limit.
        case timeout
        /// A cutoff's moment came.
        case cancelled
        /// What came is not HTTP, or breaks its rules, or is larger than what is taken.
        case protocolViolation
        /// The request's own closure threw, so that the body could not be made or what came could not be kept; or this
        /// side had no memory left.
        case local
    }

    package var kind: Kind
    /// What happened, for a person, without the request's name.
    package var message: String
    /// Whether a byte of the request may have reached the server, which may then have acted on it.
    package var requestSent: Bool
    /// Whether the streamed body was ended properly and answered, so that the server is done with it.
    package var uploadEnded: Bool
    /// When the failure was found; ending an upload properly may have taken longer.
    package var found: MonotonicTime
    /// What a closure of the request threw.
    package var cause: (any Error)?
    /// What stood in the way of the connection, where that is known.
    package var obstacle: Obstacle?

    static var outOfMemory: HTTPFailure {
        HTTPFailure(
            kind: .local, message: "libcurl has no memory", requestSent: false, uploadEnded: false,
            found: .now)
    }

    static func local(_ cause: any Error, found: MonotonicTime, requestSent: Bool = true)
        -> HTTPFailure
    {
        HTTPFailure(
            kind: .local, message: "\(cause)", requestSent: requestSent, uploadEnded: false, found: found,
            cause: cause)
    }
}
