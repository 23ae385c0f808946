import Measurement

extension ResultDocument {
    /// Errors of one kind under one operation.
    public struct Failure: Codable, Sendable, Equatable {
        /// The first of them.
        public struct First: Codable, Sendable, Equatable {
            public var message: String
            @OrNull public var path: String?
            @OrNull public var process: Int?
            @OrNull public var iteration: Int?
            public var time: Double
            /// `host:port`.
            @OrNull public var proxy: String?
            /// The beginning of an answer that could not be understood, up to 1,024 bytes of it.
            public var answer: String?
            /// Which node met it; only in the sum of several.
            public var node: String?
        }

        public var kind: String
        public var operation: String
        public var count: Int
        @OrNull public var httpStatus: Int?
        /// Alluxio's own code.
        @OrNull public var statusCode: String?
        public var first: First
        public var lastTime: Double

        init(_ key: ErrorCount.Key, _ errors: ErrorCount) {
            kind = key.kind
            operation = key.operation
            count = errors.count
            httpStatus = key.httpStatus
            statusCode = key.statusCode
            let first = errors.first
            self.first = First(
                message: first.message, path: first.path, process: first.process, iteration: first.iteration,
                time: first.time, proxy: first.proxy, answer: first.answer, node: nil)
            lastTime = errors.lastTime
        }

        /// By which they stand in a document.
        var order: (String, String, Int, String) { (kind, operation, httpStatus ?? 0, statusCode ?? "") }
    }
}
