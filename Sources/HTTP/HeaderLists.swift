import CCurl

/// The header lists that requests are sent with, made once each: libcurl reads them while a request runs.
final class HeaderLists {
    private struct Key: Hashable {
        var contentType: String?
        var chunked: Bool
    }

    private var lists: [Key: UnsafeMutablePointer<curl_slist>] = [:]

    deinit {
        for list in lists.values { curl_slist_free_all(list) }
    }

    func list(for request: HTTPRequest) -> UnsafeMutablePointer<curl_slist>? {
        var key = Key(contentType: request.contentType, chunked: false)
        if case .stream = request.body { key.chunked = true }
        if let list = lists[key] { return list }

        // An empty Expect: libcurl would ask for leave to send a body over 1 MB. A Content-Type without a value takes
        // away the form's that libcurl gives every POST.
        var list = curl_slist_append(nil, "Expect:")
        list = curl_slist_append(list, "Content-Type:" + (key.contentType.map { " " + $0 } ?? ""))
        if key.chunked { list = curl_slist_append(list, "Transfer-Encoding: chunked") }
        lists[key] = list
        return list
    }
}
