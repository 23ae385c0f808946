import WebServer

/// What a request asks for.
enum Route {
    case path(PathOperation, String, Query)
    case stream(StreamOperation, Int32)
    case proxyInfo
}

/// The calls on a path, by their names in the target.
enum PathOperation: String {
    case createDirectory = "create-directory"
    case createFile = "create-file"
    case delete = "delete"
    case exists = "exists"
    case free = "free"
    case getStatus = "get-status"
    case listStatus = "list-status"
    case mount = "mount"
    case unmount = "unmount"
    case openFile = "open-file"
    case rename = "rename"
    case setAttribute = "set-attribute"
}

/// The calls on a stream.
enum StreamOperation: String {
    case read
    case write
    case close

    var consumes: String { self == .write ? MediaType.bytes : MediaType.json }
    var produces: String { self == .read ? MediaType.bytes : MediaType.json }
}

/// A request that no call of the API takes.
struct RouteFailure: Error {
    var status: Int
    var contentType: String?
    var text: String

    var response: Response { Response(status, contentType: contentType, text: text) }

    /// What Jersey answers with, wrapped by Alluxio's error handler into a 500.
    static func http(_ status: String, contentType: String? = nil) -> Self {
        Self(status: 500, contentType: contentType, text: "HTTP \(status)")
    }

    static let notFound = http("404 Not Found")
    static let badMessage = Self(
        status: 400, contentType: MediaType.page,
        text: "<h1>Bad Message 400</h1><pre>reason: Bad Request</pre>")

    /// Jetty's own page, for what is not under the API's root.
    static func noPage(_ target: String) -> Self {
        Self(status: 404, contentType: MediaType.page, text: NotFoundPage.text(target))
    }
}

extension Route {
    private static let root = "/api/v1/"

    init(_ head: RequestHead) throws(RouteFailure) {
        let target = try Target(head.target)
        guard target.path.hasPrefix("/api/") || target.path == "/api" else {
            throw .noPage(target.path)
        }
        guard target.path.hasPrefix(Self.root) else { throw .notFound }
        var rest = target.path.dropFirst(Self.root.count)
        if rest.last == "/" { rest.removeLast() }
        if rest == "proxy/info" {
            try Self.check(head, method: "GET", consumes: nil, produces: MediaType.json)
            self = .proxyInfo
        } else if rest.hasPrefix("paths/") {
            try self.init(path: rest.dropFirst("paths/".count), head, target.query)
        } else if rest.hasPrefix("streams/") {
            try self.init(stream: rest.dropFirst("streams/".count), head)
        } else {
            throw .notFound
        }
    }

    private init(path rest: Substring, _ head: RequestHead, _ query: Query) throws(RouteFailure) {
        guard let slash = rest.lastIndex(of: "/"),
            let operation = PathOperation(rawValue: String(rest[rest.index(after: slash)...]))
        else { throw .notFound }
        try Self.check(head, method: "POST", consumes: MediaType.json, produces: MediaType.json)
        guard let path = PercentDecoding.decode(rest[..<slash]) else { throw .badMessage }
        self = .path(operation, path, query)
    }

    private init(stream rest: Substring, _ head: RequestHead) throws(RouteFailure) {
        let words = rest.split(separator: "/", omittingEmptySubsequences: false)
        guard words.count == 2, !words[0].isEmpty, let operation = StreamOperation(rawValue: String(words[1]))
        else {
            throw .notFound
        }
        try Self.check(head, method: "POST", consumes: operation.consumes, produces: operation.produces)
        guard let id = Int32(words[0]) else {
            throw .http("404 Not Found", contentType: operation.produces)
        }
        self = .stream(operation, id)
    }

    /// Holds a request against what its call takes and gives, in Jersey's order.
    private static func check(_ head: RequestHead, method: String, consumes: String?, produces: String)
        throws(RouteFailure)
    {
        guard head.method == method else { throw .http("405 Method Not Allowed") }
        if let consumes, let type = head.contentType, !MediaType.matches(type, consumes) {
            throw .http("415 Unsupported Media Type")
        }
        if let accept = head.accept, !MediaType.accepts(accept, produces) {
            throw .http("406 Not Acceptable")
        }
    }
}
