import CCurl

/// The header lists that requests are sent with, made once each: libcurl reads them while a request runs.
final class HeaderLists {
    private struct Made {
        var contentType: String?
        var chunked: Bool
        var list: UnsafeMutablePointer<curl_slist>?
    }

    private let userAgent: String
    /// The few that there are.
    private var made: [Made] = []

    init(userAgent: String) {
        self.userAgent = userAgent
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
        // Here rather than as libcurl's option, whose text libcurl makes anew for every request.
        var list = curl_slist_append(nil, "User-Agent: " + userAgent)
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
