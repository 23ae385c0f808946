import WebServer

/// What a request asks for.
enum Route {
    case path(PathOperation, String, Query)
    case stream(StreamOperation, Int32)
    case proxyInfo
}

/// The calls on a path, by their names in the target.
enum PathOperation: String, CaseIterable {
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

private let slash = UInt8(ascii: "/")

extension Substring.UTF8View {
    /// What follows these bytes; nil where it does not begin with them.
    fileprivate func after(_ beginning: String) -> Self? {
        starts(with: beginning.utf8) ? dropFirst(beginning.utf8.count) : nil
    }
}

extension Route {
    // By bytes: a character's end is dear to find, and no one's but Swift's.
    private static let root = "/api/v1/".utf8

    init(_ head: RequestHead) throws(RouteFailure) {
        let target = try Self.target(of: head)
        guard target.isInside else { throw .outside(method: head.method) }
        guard target.text.utf8.starts(with: Self.root) else { throw .notFound }
        guard !target.hasBraces else { throw .badRequest }
        var rest = target.path.utf8.dropFirst(Self.root.count)
        if rest.last == slash { rest.removeLast() }
        if rest.elementsEqual("proxy/info".utf8) {
            try Self.check(head, methods: ["GET", "HEAD"], consumes: nil, produces: MediaType.json)
            self = .proxyInfo
        } else if let path = rest.after("paths/") {
            try self.init(path: path, head, target.query)
        } else if let stream = rest.after("streams/") {
            try self.init(stream: stream, head)
        } else {
            throw .notFound
        }
    }

    /// Whether a request comes as far as Alluxio's own code, whatever it asks there.
    static func reachesAPI(_ head: RequestHead) throws(RouteFailure) -> Bool {
        try target(of: head).isInside
    }

    /// What Jetty lets pass.
    private static func target(of head: RequestHead) throws(RouteFailure) -> Target {
        try checkSize(head)
        guard head.method != "CONNECT" else { throw .unreadable(.init(status: 400, reason: "Bad URI")) }
        let target = try Target(head.target)
        guard !["OPTIONS", "TRACE"].contains(head.method) else { throw .forbidden }
        return target
    }

    private init(path rest: Substring.UTF8View, _ head: RequestHead, _ query: Query) throws(RouteFailure) {
        guard let end = rest.lastIndex(of: slash),
            let operation = PathOperation(rawValue: String(Substring(rest[end...].dropFirst())))
        else { throw .notFound }
        try Self.check(head, methods: ["POST"], consumes: MediaType.json, produces: MediaType.json)
        guard let path = PercentDecoding.decode(Substring(rest[..<end])) else { throw .badTarget }
        self = .path(operation, path, query)
    }

    private init(stream rest: Substring.UTF8View, _ head: RequestHead) throws(RouteFailure) {
        let words = rest.split(separator: slash, omittingEmptySubsequences: false).map(Substring.init)
        guard words.count == 2, !words[0].isEmpty, let operation = StreamOperation(rawValue: String(words[1]))
        else {
            throw .notFound
        }
        try Self.check(
            head, methods: ["POST"], consumes: operation.consumes, produces: operation.produces)
        guard let id = PercentDecoding.decode(words[0]).flatMap(JavaText.integer) else {
            throw .http(404, "Not Found", produces: operation.produces)
        }
        self = .stream(operation, id)
    }

    /// Jetty takes no more of a request before its body than this, and some bytes that it does not count.
    private static func checkSize(_ head: RequestHead) throws(RouteFailure) {
        guard head.target.utf8.count <= 8190 else {
            throw .unreadable(.init(status: 414, reason: "URI Too Long"))
        }
        guard head.byteCount <= 8192 + 34 else {
            throw .unreadable(.init(status: 431, reason: "Request Header Fields Too Large"))
        }
    }

    /// Holds a request against what its call takes and gives, in Jersey's order.
    private static func check(
        _ head: RequestHead, methods: [String], consumes: String?, produces: String
    ) throws(RouteFailure) {
        guard methods.contains(head.method) else { throw .http(405, "Method Not Allowed") }
        if let header = head.contentType, header != consumes {
            guard let type = MediaType(header) else { throw .badRequest }
            if let consumes, !type.matches(consumes) { throw .http(415, "Unsupported Media Type") }
        }
        if let header = head.accept, header != produces, header != "*/*" {
            guard let types = MediaType.list(header) else { throw .badRequest }
            guard types.isEmpty || types.contains(where: { $0.matches(produces) }) else {
                throw .http(406, "Not Acceptable")
            }
        }
    }
}
