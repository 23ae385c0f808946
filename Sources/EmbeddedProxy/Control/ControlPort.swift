import OSThreads
import WebServer

/// Where a running proxy takes new faults and gives its state: HTTP on loopback, whatever address the proxy listens on.
///
/// `GET /state` answers with JSON, `POST /faults` adds a fault for each line of its body, all of them or none, and
/// `DELETE /faults` takes all away; both answer with the state that follows. Anything else is a 4xx with a text that says
/// what would be right.
public final class ControlPort: Sendable {
    /// The port it listens on.
    public var port: Int { server.port }

    private let server: WebServer

    /// Starts it.
    ///
    /// - Parameter port: 0 is any free one.
    /// - Throws: `EmbeddedProxyError` where it can't listen there.
    public init(of proxy: EmbeddedProxy, port: Int) throws(EmbeddedProxyError) {
        var settings = WebServer.Configuration()
        settings.port = port
        settings.maximumConnections = 64
        do {
            server = try WebServer(settings) { head in
                .body(CollectedBody { ControlCall(proxy: proxy, head).answer($0) })
            }
        } catch {
            throw EmbeddedProxyError(message: error.description)
        }
    }

    /// Ends every connection and gives up the port.
    public func stop() { server.stop() }
}
