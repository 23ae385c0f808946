import HTTP

/// One request to the proxy and what it means.
struct Call {
    var operation: Operation
    var path: AlluxioPath?
    var stream: StreamID?
    var request: HTTPRequest
    /// Whether it is in doubt when no answer comes: it may have changed what is at the path.
    var changes = false

    /// A call on a path.
    init(
        _ operation: Operation, _ path: AlluxioPath, query: (name: String, value: String)? = nil,
        changes: Bool = false, body: [UInt8]?
    ) {
        self.operation = operation
        self.path = path
        self.changes = changes
        let encoded = path.percentEncoded
        var target = ""
        target.reserveCapacity(encoded.utf8.count + 40)
        target += "/api/v1/paths/"
        target += encoded
        target += "/"
        target += operation.rawValue
        if let query {
            target += "?" + query.name + "=" + PercentEncoding.encode(query.value)
        }
        request = HTTPRequest(
            method: .post, target: target, contentType: "application/json",
            body: body.map { .bytes($0) } ?? .none)
    }

    /// A call on a stream.
    init(
        _ operation: Operation, _ stream: StreamID, of path: AlluxioPath, changes: Bool = false,
        body: HTTPRequest.Body = .none
    ) {
        self.operation = operation
        self.path = path
        self.stream = stream
        self.changes = changes
        // A close with a file's content type is refused.
        var contentType = "application/json"
        if case .stream = body { contentType = "application/octet-stream" }
        request = HTTPRequest(
            method: .post, target: "/api/v1/streams/\(stream)/\(operation.rawValue)",
            contentType: contentType, body: body)
    }

    /// A call on the proxy itself.
    static var proxyInfo: Call {
        var call = Call(.proxyInfo, .root, body: nil)
        call.path = nil
        call.request = HTTPRequest(method: .get, target: "/api/v1/proxy/info")
        return call
    }
}
