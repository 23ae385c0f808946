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

/// A request to the control port.
private struct ControlCall {
    private let proxy: EmbeddedProxy
    private let method: String
    private let path: Substring

    init(proxy: EmbeddedProxy, _ head: RequestHead) {
        self.proxy = proxy
        method = head.method
        path = head.target.prefix { $0 != "?" }
    }

    func answer(_ body: [UInt8]) -> Response {
        switch (path, method) {
        case ("/state", "GET"): break
        case ("/faults", "DELETE"): proxy.removeFaults()
        case ("/faults", "POST"):
            do { proxy.add(try Self.faults(String(decoding: body, as: UTF8.self))) } catch {
                return refusal(400, "\(error)")
            }
        case ("/state", _): return refusal(405, "/state takes GET, not \(method)")
        case ("/faults", _): return refusal(405, "/faults takes POST and DELETE, not \(method)")
        default:
            return refusal(404, "there is no \(path); there are GET /state, POST /faults and DELETE /faults")
        }
        return Response(200, contentType: MediaType.json, .bytes(proxy.state.json + [UInt8(ascii: "\n")]))
    }

    private func refusal(_ status: Int, _ text: String) -> Response {
        Response(status, contentType: MediaType.text, text: text + "\n")
    }

    /// The faults of a body; lines with nothing on them are none.
    private static func faults(_ text: String) throws(FaultTextError) -> [Fault] {
        var faults: [Fault] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.trimmed
            if words.isEmpty { continue }
            do throws(FaultTextError) { faults.append(try Fault(words)) } catch {
                throw FaultTextError("line \(index + 1): \(error)")
            }
        }
        guard !faults.isEmpty else {
            throw FaultTextError(
                "there is no fault in the body; it has one on each line, such as cut:limit=1")
        }
        return faults
    }
}

extension Substring {
    /// Without blanks at its ends.
    fileprivate var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
