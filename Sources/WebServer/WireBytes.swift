import CMicroHTTPD
import Glibc

extension Response {
    /// The answer as it stands on the wire, with a header more; nil of one whose bytes are not there yet.
    func wireBytes(_ header: String) -> [UInt8]? {
        guard case .bytes(let body) = body else { return nil }
        var head = "HTTP/1.1 \(status) \(reason)\r\n\(header)\r\nContent-Length: \(body.count)\r\n"
        if let contentType { head += "Content-Type: \(contentType)\r\n" }
        return Array((head + "\r\n").utf8) + body
    }

    private var reason: String {
        MHD_get_reason_phrase_for(UInt32(status)).map { String(cString: $0) } ?? "Unknown"
    }

    /// The header of the moment at which it is made.
    static var date: String {
        var now = time(nil)
        var parts = tm()
        gmtime_r(&now, &parts)
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { text in
            guard let start = text.baseAddress,
                strftime(start, text.count, "Date: %a, %d %b %Y %H:%M:%S GMT", &parts) > 0
            else { return "" }
            return String(cString: start)
        }
    }
}
