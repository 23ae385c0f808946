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

    /// `text` without the secrets that it repeats, as they are or with escapes.
    package func hidingSecrets(in text: String) -> String {
        secrets.isEmpty ? text : String(decoding: hidingSecrets(in: Array(text.utf8)), as: UTF8.self)
    }

    /// The text that `bytes` are, without the secrets that it repeats, as they are or with escapes.
    package func hidingSecrets(in bytes: [UInt8]) -> [UInt8] {
        secrets.reduce(bytes) { text, secret in
            let secret = Array(secret.utf8)
            // One may look like an escape itself.
            let plain = Self.replacing(text.ranges(of: secret), of: text)
            return Self.replacing(UnescapedText(plain).ranges(of: secret), of: plain)
        }
    }

    private static func replacing(_ ranges: [Range<Int>], of text: [UInt8]) -> [UInt8] {
        guard !ranges.isEmpty else { return text }
        var (shown, end) = ([UInt8](), 0)
        for range in ranges {
            shown += text[end..<range.lowerBound] + Array("***".utf8)
            end = range.upperBound
        }
        return shown + text[end...]
    }

    private var secrets: [String] {
        headers.flatMap(\.secrets) + (httpProxy?.credentials?.secrets ?? [])
    }
}
