import WebServer

/// What a control port controls.
protocol Controlled {
    func add(_ faults: [Fault])
    func removeFaults()
    var state: ProxyState { get }
}

/// A request to the control port.
struct ControlCall {
    private let proxy: any Controlled
    private let method: String
    private let path: Substring

    init(proxy: any Controlled, _ head: RequestHead) {
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
