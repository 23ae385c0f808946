/// A connection to one server, kept between requests; used on the thread that made it, and blocking it.
package final class HTTPConnection {
    package struct Configuration: Sendable {
        /// Until the connection stands, with the look-up of the name.
        package var connectTimeout: Duration = .seconds(5)
        /// A kept connection that idled for longer is not used again. Alluxio's proxy cuts idle ones after 30 s.
        package var maximumIdleTime: Duration = .seconds(25)
        /// An answer that is collected may have so many bytes; a longer one is a protocol violation.
        package var maximumAnswerBytes = 256 << 20
        package var userAgent = "alluxio-stress"

        package init() {}
    }

    /// How long a request may take, part by part.
    package struct Limits: Sendable {
        /// For the whole answer; for the answer after the body's last byte where the body is streamed.
        /// Where the answer goes to a receiver `stall` holds in its place.
        package var answer: Duration?
        /// Between two bytes of a streamed body either way, and from the request's end to the first of the answer's.
        package var stall: Duration?
        /// For all of it.
        package var deadline: ContinuousClock.Instant?

        package init(answer: Duration? = nil, stall: Duration? = nil, deadline: ContinuousClock.Instant? = nil) {
            self.answer = answer
            self.stall = stall
            self.deadline = deadline
        }
    }

    /// `host` is a name, an IPv4 address, or an IPv6 address without brackets.
    package init(host: String, port: Int, configuration: Configuration = Configuration()) throws(HTTPFailure) {
        fatalError("written next")
    }

    /// Sends a request, once, and waits for the whole answer. `receive` gets the body of a 200 piece by piece; any other
    /// status's body is collected.
    package func send(
        _ request: HTTPRequest, limits: Limits, receive: ((UnsafeRawBufferPointer) throws -> Void)? = nil
    ) throws(HTTPFailure) -> HTTPResponse {
        fatalError("written next")
    }
}
