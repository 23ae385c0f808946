import OSThreads
import Report
import WebServer

/// Gives the state of a run while it is under way: `/metrics` for Prometheus, and `/` for people, a page that renews itself.
struct MetricsServer {
    /// After so many seconds the page asks again.
    private static let refresh = 5

    /// Where it listens, as in a URL.
    let place: String
    private let server: WebServer

    init(_ listening: ListenPlace, of nodeRun: NodeRun) throws(SystemError) {
        var settings = WebServer.Configuration()
        (settings.address, settings.port, settings.maximumConnections) = (
            listening.address, listening.port, 64
        )
        server = try WebServer(settings) { head in
            .answer(Self.answer(head, nodeRun))
        }
        let address = listening.address.contains(":") ? "[\(listening.address)]" : listening.address
        place = "\(address):\(server.port)"
    }

    private static func answer(_ head: RequestHead, _ nodeRun: NodeRun) -> Response {
        guard head.method == "GET" || head.method == "HEAD" else {
            return Response(405, contentType: "text/plain", text: "only GET /metrics and GET /\n")
        }
        switch head.target.prefix(while: { $0 != "?" }) {
        case "/metrics":
            return Response(
                200, contentType: RunMetrics.contentType,
                text: RunMetrics(nodeRun.result(), ProcessUsage()).text)
        case "/":
            let page = HTMLReport(nodeRun.document(), renewedEvery: Self.refresh)
            return Response(200, contentType: "text/html; charset=utf-8", .bytes(page.bytes))
        default:
            return Response(
                404, contentType: "text/plain", text: "there are /metrics, for Prometheus, and /, a page\n")
        }
    }
}
