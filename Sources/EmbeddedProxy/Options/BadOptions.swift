import WebServer

/// Options that Jackson can't read; the answer is its text.
struct BadOptions: Error {
    var message: String
    var status = 400
    var contentType = MediaType.text

    init(_ message: String) { self.message = message }

    /// Values that Jackson reads and the message's own field refuses: Alluxio answers with the text and its usual status.
    static func refusedValue(_ message: String) -> Self {
        var error = BadOptions(message)
        error.status = 500
        error.contentType = MediaType.json
        return error
    }

    var response: Response { Response(status, contentType: contentType, text: message) }
}
