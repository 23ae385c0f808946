import Measurement

extension ResultDocument {
    /// What could not be undone or closed.
    public struct Left: Codable, Sendable, Equatable {
        public var path: String
        /// That is still open on the proxy.
        @OrNull public var stream: Int64?
        /// `host:port`.
        public var proxy: String
        public var why: String

        init(_ left: LeftBehind) {
            path = left.path
            stream = left.stream
            proxy = left.proxy
            why = left.why
        }
    }
}
