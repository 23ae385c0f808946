/// What of a request is known before its body has come.
package struct RequestHead {
    package var method: String
    /// Path and query as they stood on the wire, neither decoded nor cut.
    package var target: String
    package var contentType: String?
    package var accept: String?
    /// Who sent it; nil where it came over no connection.
    package var client: (any Client)?
    /// The size of it all, from the method to the empty line.
    package var byteCount: Int

    package init(
        method: String, target: String, contentType: String? = nil, accept: String? = nil,
        client: (any Client)? = nil, byteCount: Int = 0
    ) {
        self.method = method
        self.target = target
        self.contentType = contentType
        self.accept = accept
        self.client = client
        self.byteCount = byteCount
    }
}

/// What a handler makes of a request's head, before its body.
package enum Reception {
    /// Answers at once. A body that still comes is thrown away, and the connection ends.
    case answer(Response)
    /// Takes the body, and answers after it.
    case body(any BodyReceiver)
}

/// Takes one request's body, on the connection's own thread.
package protocol BodyReceiver: AnyObject {
    /// Takes what came next of the body; false cuts the connection, after the refusal where there is one.
    func receive(_ piece: RawSpan) -> Bool

    /// What a client is told that still sends a body of which no more is taken.
    var refusal: Response? { get }

    /// The whole body has come.
    func end() -> Response

    /// The connection broke, or was cut, before the body's end.
    func brokeOff()
}

extension BodyReceiver {
    package var refusal: Response? { nil }

    package func brokeOff() {}
}
