/// Why a call to Alluxio failed, in the manner of gRPC's errors: a code to switch on, a text to act on, the cause.
public struct AlluxioError: Error, Sendable {
    /// The kind of failure. The raw values are the names that reports use.
    public enum Code: String, CaseIterable, Codable, Sendable {
        /// The proxy's name has no address.
        case resolve
        /// No connection came to stand, or not in time.
        case connect
        /// The connection ended before the answer, or by a reset within it.
        case reset
        /// The connection ended cleanly in the middle of the answer.
        case cut
        /// No byte of a file moved for the stall limit.
        case stalled
        /// A limit on a whole answer, or on a whole file, struck.
        case timeout
        /// The caller cut it off. What it may have left is in `leftBehind`.
        case cancelled
        /// `write` answered with fewer bytes than were sent.
        case shortWrite = "short-write"
        /// A 200 that isn't what the call returns, or no HTTP.
        case protocolViolation = "protocol"
        /// Any other status than 200, but for a 500 with Alluxio's own JSON.
        case http
        /// The workers have no room for another block.
        case noSpace = "no-space"
        /// The file to read has not been closed by its writer.
        case incompleteFile = "incomplete-file"
        /// The proxy has no stream of that number.
        case noStream = "no-stream"
        case isADirectory = "is-a-directory"
        /// The worker went away while it was written to.
        case workerLost = "worker-lost"
        case notFound = "not-found"
        case alreadyExists = "already-exists"
        case invalidArgument = "invalid-argument"
        case failedPrecondition = "failed-precondition"
        case unavailable
        case internalError = "internal"
        case unknown
        /// A call that changes something got no answer after it was sent: it may have been done, or be done later.
        case inDoubt = "in-doubt"
        /// Another run writes to the same files.
        case twoRuns = "two-runs"
        /// This side failed: a closure of the caller's threw, a local disk, a subprocess.
        case local
    }

    public var code: Code
    /// What happened and what can be done, for a person; without the operation and the path.
    public var message: String
    public var operation: Operation
    public var path: AlluxioPath?
    /// The status of the answer, where one came.
    public var httpStatus: Int?
    /// Alluxio's own code for the error, as `NOT_FOUND`.
    public var statusCode: String?
    /// The answer, where it could not be understood.
    public var answer: UnreadableAnswer?
    /// What led to this: the failure of the connection, or what a closure threw.
    public var cause: (any Error)?
    /// What stays in Alluxio, or may.
    public var leftBehind: LeftBehind?

    public init(
        _ code: Code, _ message: String, operation: Operation, path: AlluxioPath? = nil,
        httpStatus: Int? = nil, statusCode: String? = nil, answer: UnreadableAnswer? = nil,
        cause: (any Error)? = nil, leftBehind: LeftBehind? = nil
    ) {
        self.code = code
        self.message = message
        self.operation = operation
        self.path = path
        self.httpStatus = httpStatus
        self.statusCode = statusCode
        self.answer = answer
        self.cause = cause
        self.leftBehind = leftBehind
    }
}

extension AlluxioError: CustomStringConvertible {
    public var description: String {
        "\(operation)\(path.map { " \($0)" } ?? ""): \(message) (\(code.rawValue))"
    }
}

/// The beginning of an answer that could not be understood.
public struct UnreadableAnswer: Hashable, Sendable {
    public var status: Int
    public var contentType: String?
    /// Up to `keptBytes` bytes of the body.
    public var firstBytes: [UInt8]

    /// 1,024.
    public static let keptBytes = 1024

    init(status: Int, contentType: String?, body: [UInt8]) {
        self.status = status
        self.contentType = contentType
        firstBytes = Array(body.prefix(Self.keptBytes))
    }

    /// The first bytes as text; bytes that are none stand as U+FFFD.
    public var text: String { String(decoding: firstBytes, as: UTF8.self) }

    /// The first bytes as one line of text, for a message; empty where there are none.
    var line: String {
        String(decoding: firstBytes.prefix(200), as: UTF8.self)
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

/// What a failed call leaves in Alluxio, or may leave there.
public struct LeftBehind: Hashable, Sendable {
    public var path: AlluxioPath
    /// The stream that is still open, where it is known.
    public var stream: StreamID?
    /// The proxy that has the stream.
    public var proxy: ProxyAddress
    /// What may be there and why, for a person.
    public var why: String

    public init(path: AlluxioPath, stream: StreamID?, proxy: ProxyAddress, why: String) {
        self.path = path
        self.stream = stream
        self.proxy = proxy
        self.why = why
    }
}
