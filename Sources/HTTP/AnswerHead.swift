import CCurl

/// The head of an answer as libcurl shows it before it takes it itself, line by line.
///
/// Looked at for one reason: with a handle that has had an answer before, libcurl before 8.1 takes a first header that
/// begins with a blank for the rest of that answer's last one, which is freed by then (curl #11101).
struct AnswerHead {
    private enum Place { case status, firstHeader, laterHeader, body }

    private var place = Place.body

    /// Has libcurl show the next answer's head.
    mutating func begin(on easy: EasyHandle) {
        place = .status
        _ = easy_set_shows_head(easy, 1)
    }

    /// Whether what comes now is body.
    var isOver: Bool { place == .body }

    /// Takes a line; whether libcurl may have it.
    mutating func take(_ line: UnsafeRawBufferPointer, on easy: EasyHandle) -> Bool {
        let isBlank = line.first == UInt8(ascii: " ") || line.first == UInt8(ascii: "\t")
        if isBlank, place == .firstHeader { return false }
        let isEnd = line.first == UInt8(ascii: "\r") || line.first == UInt8(ascii: "\n")
        switch place {
        case .status: place = .firstHeader
        // Another head follows one that only tells of progress.
        case _ where isEnd && (100..<200).contains(easy_response_code(easy)): place = .status
        case _ where isEnd:
            place = .body
            // The headers after a chunked body are none of it.
            _ = easy_set_shows_head(easy, 0)
        default: place = .laterHeader
        }
        return true
    }
}
