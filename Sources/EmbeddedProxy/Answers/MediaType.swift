/// The content types that the proxy takes and gives.
enum MediaType {
    static let json = "application/json"
    static let bytes = "application/octet-stream"
    static let text = "text/plain"
    /// Jetty's own pages.
    static let page = "text/html;charset=iso-8859-1"

    /// Whether a header's media type, its parameters left out, is `type`.
    static func matches(_ header: String, _ type: String) -> Bool {
        essence(header) == type
    }

    /// Whether an Accept header lets an answer be of `type`.
    static func accepts(_ header: String, _ type: String) -> Bool {
        header.split(separator: ",").contains { range in
            let range = essence(range)
            return range == type || range == "*/*"
                || range.hasSuffix("/*") && type.hasPrefix(range.dropLast())
        }
    }

    private static func essence(_ text: some StringProtocol) -> String {
        var text = text.prefix { $0 != ";" }
        while text.first == " " { text = text.dropFirst() }
        while text.last == " " { text = text.dropLast() }
        return text.lowercased()
    }
}
