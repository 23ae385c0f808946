/// How a server is reached, and what every request to it bears.
public struct Access: Sendable {
    /// How it is spoken to by TLS; nil where plainly.
    public var tls: TLS?
    /// Sent with every request.
    public var headers: [HTTPHeader]
    /// The HTTP proxy between; none of the environment's is used.
    public var httpProxy: HTTPProxy?

    public init(tls: TLS? = nil, headers: [HTTPHeader] = [], httpProxy: HTTPProxy? = nil) {
        self.tls = tls
        self.headers = headers
        self.httpProxy = httpProxy
    }
}

extension Access {
    /// What to ask for of a server at `authority` so that `target` of it is meant.
    func requestTarget(_ target: String, at authority: String) -> String {
        // Through a tunnel the server itself is spoken to.
        httpProxy == nil || tls != nil ? target : "http://\(authority)\(target)"
    }

    /// `text` without the secrets that it repeats.
    package func hidingSecrets(in text: String) -> String {
        secrets.reduce(text) { $0.replacing($1, with: "***") }
    }

    /// The text that `bytes` are, without the secrets that it repeats.
    package func hidingSecrets(in bytes: [UInt8]) -> [UInt8] {
        secrets.isEmpty ? bytes : Array(hidingSecrets(in: String(decoding: bytes, as: UTF8.self)).utf8)
    }

    private var secrets: [String] {
        headers.flatMap(\.secrets) + (httpProxy?.credentials?.secrets ?? [])
    }
}
