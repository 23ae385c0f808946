/// Errors of one kind under one operation: how many, and the first of them whole.
public struct ErrorCount: Sendable, Equatable {
    /// What makes errors the same.
    public struct Key: Sendable, Hashable {
        public var kind: String
        public var operation: String
        /// The HTTP status that carried the error, where one did.
        public var httpStatus: Int?
        /// Alluxio's own code for it, where it gave one.
        public var statusCode: String?

        public init(kind: String, operation: String, httpStatus: Int? = nil, statusCode: String? = nil) {
            self.kind = kind
            self.operation = operation
            self.httpStatus = httpStatus
            self.statusCode = statusCode
        }
    }

    /// One error as it was met.
    public struct Instance: Sendable, Equatable {
        public var message: String
        public var path: String?
        public var process: Int?
        public var iteration: Int?
        /// Seconds since 1970.
        public var time: Double
        public var proxy: String?
        /// The beginning of an answer that could not be understood, up to 1,024 bytes.
        public var answer: String?

        public init(
            message: String, path: String? = nil, process: Int? = nil, iteration: Int? = nil, time: Double,
            proxy: String? = nil, answer: String? = nil
        ) {
            self.message = message
            self.path = path
            self.process = process
            self.iteration = iteration
            self.time = time
            self.proxy = proxy
            self.answer = answer
        }
    }

    public private(set) var count: Int
    public private(set) var first: Instance
    /// Seconds since 1970, of the last.
    public private(set) var lastTime: Double

    public init(_ first: Instance) {
        count = 1
        self.first = first
        lastTime = first.time
    }

    public mutating func merge(_ other: ErrorCount) {
        count += other.count
        if other.first.time < first.time { first = other.first }
        lastTime = max(lastTime, other.lastTime)
    }
}
