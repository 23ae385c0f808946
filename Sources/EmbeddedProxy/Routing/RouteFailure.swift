import WebServer

/// A request that no call of the API takes, or that breaks in one without Alluxio's own words.
enum RouteFailure: Error {
    /// An error of HTTP's own. `produces` is what the call would have answered with.
    case http(Int, String, produces: String? = nil)
    /// The same, of which a page tells in every version.
    case page(Int, String)
    /// Not under the API's root.
    case outside(Int, String)
    /// Jetty can't read the request's head.
    case unreadable(RequestLine.Flaw)
    /// A method that the proxy takes nowhere.
    case forbidden

    static let notFound = http(404, "Not Found")
    static let badRequest = page(400, "Bad Request")
    static let badTarget = unreadable(.init(status: 400, reason: "Bad Request"))
    static let ambiguousTarget = unreadable(.init(status: 400, reason: "Ambiguous path parameters"))
    static let spaceInTarget = unreadable(.init(status: 400, reason: "Illegal character SPACE=' '"))

    /// What Jetty says of a target at which nothing is, for it has but an empty servlet there.
    static func outside(method: String) -> Self {
        switch method {
        case "GET", "HEAD": .outside(404, "Not Found")
        case "POST", "PUT", "DELETE": .outside(405, "HTTP method \(method) is not supported by this URL")
        default: .outside(501, "Method \(method) is not defined in RFC 2068 and is not supported")
        }
    }

    func response(to head: RequestHead, in dialect: Dialect) -> Response {
        switch self {
        case .http(let status, let reason, let produces) where dialect.wrapsHTTPErrors:
            Response(500, contentType: produces, text: "HTTP \(status) \(reason)")
        case .http(let status, let reason, _), .page(let status, let reason):
            dialect.jetty.response(
                .init(status: status, reason: reason, servlet: "Alluxio Proxy Web Service"), to: head)
        case .outside(let status, let reason):
            dialect.jetty.response(
                .init(
                    status: status, reason: reason,
                    servlet: "org.eclipse.jetty.servlet.ServletHandler$Default404Servlet"),
                to: head)
        case .unreadable(let flaw): dialect.jetty.unreadable(flaw)
        case .forbidden: Response(403)
        }
    }
}
