import CCurl

/// The header lists that requests are sent with, made once each: libcurl reads them while a request runs.
final class HeaderLists {
    private struct Made {
        var contentType: String?
        var chunked: Bool
        var list: UnsafeMutablePointer<curl_slist>?
    }

    /// Those of every request.
    private let common: [String]
    /// The few that there are.
    private var made: [Made] = []

    init(userAgent: String, _ headers: [HTTPHeader]) {
        let isNamed = headers.contains { $0.name.lowercased() == "user-agent" }
        // Here rather than as libcurl's option, whose text libcurl makes anew for every request.
        common = (isNamed ? [] : ["User-Agent: " + userAgent]) + headers.map(\.forLibcurl)
    }

    deinit {
        for each in made { curl_slist_free_all(each.list) }
    }

    func list(for request: HTTPRequest) -> UnsafeMutablePointer<curl_slist>? {
        let chunked = if case .stream = request.body { true } else { false }
        for each in made where each.chunked == chunked && each.contentType == request.contentType {
            return each.list
        }
        let list = makeList(request.contentType, chunked: chunked)
        made.append(Made(contentType: request.contentType, chunked: chunked, list: list))
        return list
    }

    private func makeList(_ contentType: String?, chunked: Bool) -> UnsafeMutablePointer<curl_slist>? {
        var list = common.reduce(nil) { curl_slist_append($0, $1) }
        // Without a value it takes away the form's that libcurl gives every POST.
        list = curl_slist_append(list, "Content-Type:" + (contentType.map { " " + $0 } ?? ""))
        if chunked {
            list = curl_slist_append(list, "Transfer-Encoding: chunked")
            // libcurl would ask for leave to send a body over 1 MB.
            list = curl_slist_append(list, "Expect:")
        }
        return list
    }
}
