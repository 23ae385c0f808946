import WebServer

/// Options that Jackson can't read; the answer is its text.
struct BadOptions: Error {
    var message: String
    var status = 400
    var contentType = MediaType.text

    init(_ message: String) { self.message = message }

    /// A value that Jackson reads and the message's own field refuses: the text, with Alluxio's usual status.
    static func refusedValue(_ message: String) -> Self {
        var error = BadOptions(message)
        error.status = 500
        error.contentType = MediaType.json
        return error
    }

    /// A null where a value is due, on which the message's own code breaks.
    static let nullValue = refusedValue(#"{"message":null,"statusCode":"INTERNAL"}"#)

    /// A number that its field can't hold: what answers is the S3 service's handler of errors, in XML.
    static func outOfRange(_ message: String) -> Self {
        refusedValue(
            "<Error><RequestId></RequestId><Code>InternalError</Code><Resource></Resource><Message>\(message)</Message></Error>"
        )
    }

    var response: Response { Response(status, contentType: contentType, text: message) }
}
