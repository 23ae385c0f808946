/// One HTTP/1.1 request.
package struct HTTPRequest {
    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    package enum Body {
        /// No body; a POST says `Content-Length: 0`.
        case none
        /// A body that is at hand, sent with its length.
        case bytes([UInt8])
        /// A body that is asked for piece by piece and sent chunked. The closure fills a part of the buffer it is
        /// given, from its beginning, and returns how many bytes it filled; 0 ends the body.
        case stream((UnsafeMutableRawBufferPointer) throws -> Int)
    }

    package var method: Method
    /// Path and query as they go over the wire: percent-encoded, beginning with `/`.
    package var target: String
    package var contentType: String?
    package var body: Body

    package init(method: Method, target: String, contentType: String? = nil, body: Body = .none) {
        self.method = method
        self.target = target
        self.contentType = contentType
        self.body = body
    }
}
