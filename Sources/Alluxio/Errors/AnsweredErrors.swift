import FoundationEssentials
import HTTP

/// Maps an answer other than 200 to an error.
///
/// Alluxio answers an error of its own with 500 and JSON; other answers come from its web server, or from what stands
/// between. Its code says little where it is `UNKNOWN` or `INTERNAL`: there the message tells.
extension AlluxioError {
    init(
        answered status: Int, contentType: String?, body: [UInt8], operation: Operation, path: AlluxioPath?
    ) {
        if status == 500, let error = try? JSONDecoder().decode(AlluxioAnswer.self, from: Data(body)) {
            let code = Code(statusCode: error.statusCode, message: error.message)
            self.init(
                code, error.message + Self.advice(for: code), operation: operation, path: path,
                httpStatus: status, statusCode: error.statusCode)
            return
        }
        let answer = UnreadableAnswer(status: status, contentType: contentType, body: body)
        if status == 500, operation == .read, Self.saysInternalServerError(body) {
            self.init(
                .noStream, "the proxy has no stream of that number, or can't read from it",
                operation: operation, path: path, httpStatus: status, answer: answer)
            return
        }
        self.init(
            .http,
            "the proxy answered with HTTP status \(status)"
                + (answer.line.isEmpty ? "" : ": \(answer.line)"),
            operation: operation, path: path, httpStatus: status, answer: answer)
    }

    /// To a read of a stream that it doesn't have 2.x answers the status line as text, 1.x a page of its web server.
    private static func saysInternalServerError(_ body: [UInt8]) -> Bool {
        let text = String(decoding: body, as: UTF8.self)
        return text == "HTTP 500 Internal Server Error"
            || text.contains("<title>Error 500 Internal Server Error</title>")
    }

    private static func advice(for code: Code) -> String {
        switch code {
        case .noSpace:
            ". Each open writer reserves a whole block on a worker, however small its file: set blockSizeBytes"
                + " (--block-size) to the file's size, write with fewer at once, or give the workers more memory"
        case .incompleteFile:
            " Its writer is still at work, or died: then the file must be deleted"
        default: ""
        }
    }
}

/// An error as Alluxio answers it.
private struct AlluxioAnswer: Decodable {
    /// What is kept of a text, which may be as long as an answer.
    private static let keptCharacters = 4096

    var message: String
    var statusCode: String

    private enum CodingKeys: CodingKey { case message, statusCode, status }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        // 2.x has `statusCode`, 1.x `status`.
        let code =
            try container.decodeIfPresent(String.self, forKey: .statusCode)
            ?? container.decode(String.self, forKey: .status)
        statusCode = Self.kept(code)
        let said = Self.kept(try container.decodeIfPresent(String.self, forKey: .message) ?? "")
        // Alluxio 2.9.6 says nothing of an attribute that it does not set.
        message = said.isEmpty ? "the proxy answered with \(statusCode), and no message" : said
    }

    private static func kept(_ text: String) -> String {
        text.unicodeScalars.count > keptCharacters
            ? String(text.unicodeScalars.prefix(keptCharacters)) + "…" : text
    }
}

extension AlluxioError.Code {
    init(statusCode: String, message: String) {
        switch statusCode {
        case "NOT_FOUND": self = Self(notFound: message)
        case "ALREADY_EXISTS": self = .alreadyExists
        case "INVALID_ARGUMENT": self = .invalidArgument
        case "FAILED_PRECONDITION": self = .failedPrecondition
        case "UNAVAILABLE": self = .unavailable
        case "INTERNAL": self = Self(message: message) ?? .internalError
        default: self = Self(message: message) ?? .unknown
        }
    }

    /// Alluxio says NOT_FOUND of more than paths: 1.x to the opening of a folder, and a master that is just starting, or
    /// is not the leader, of its own services. That is no word on the path, which may well be there.
    private init(notFound message: String) {
        if message.hasSuffix("because it is a directory") {
            self = .isADirectory
        } else if message.hasPrefix("Service "), message.hasSuffix("_SERVICE is not found.") {
            self = .unavailable
        } else {
            self = .notFound
        }
    }

    /// What Alluxio's message tells where its code doesn't.
    private init?(message: String) {
        let signs: [(String, Self)] = [
            ("Not enough space left", .noSpace),
            ("no worker with enough space", .noSpace),
            ("because it is incomplete", .incompleteFile),
            ("stream does not exist", .noStream),
            ("is a directory", .isADirectory),
            ("Failed to cache: io exception", .workerLost),
        ]
        guard let sign = signs.first(where: { message.contains($0.0) }) else { return nil }
        self = sign.1
    }
}
