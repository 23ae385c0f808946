/// What could not be undone or closed, so that a person can.
public struct LeftBehind: Sendable, Equatable {
    public var path: String
    /// The stream that is still open on the proxy, if one is.
    public var stream: Int64?
    public var proxy: String
    public var why: String

    public init(path: String, stream: Int64?, proxy: String, why: String) {
        self.path = path
        self.stream = stream
        self.proxy = proxy
        self.why = why
    }
}
