import HTTP

/// What a person can do where the way to a proxy is not the one that was asked for.
extension Obstacle {
    /// Also of an answer.
    static let credentials =
        ". The HTTP proxy asks for credentials, or for others: give them with --http-proxy-credentials"

    /// Follows what libcurl says.
    var advice: String {
        switch self {
        case .noTLS: ". It speaks no TLS: leave --tls out, or ask at its TLS port"
        case .oldTLS: ". It speaks no TLS of version 1.2 or later: allow it to"
        case .unknownAuthority:
            ". Nobody who is trusted signed its certificate: name the file of the authority that did with --ca-file,"
                + " or take any certificate with --insecure"
        case .otherName: ". Give --host a name that its certificate bears"
        case .notValidNow: ". Its certificate must be renewed, unless a clock is wrong"
        case .noAuthorities:
            ". The authorities' certificates can't be read: give others with --ca-file"
        case .noTunnel(status: 407): Self.credentials
        case .noTunnel: ". The HTTP proxy makes no way to it"
        }
    }
}

/// What is to be said of an answer or an end that may come of the way to the proxy.
extension Access {
    /// Of servers that were asked plainly at their TLS port: nginx, Apache's and Go's.
    private static let asksForTLS = ["HTTPS port", "SSL-enabled server port", "HTTPS server"]

    /// Of an answer other than 200.
    func advice(onStatus status: Int, location: String?, body: [UInt8]) -> String {
        switch status {
        case 300..<400:
            guard let location else { return "" }
            let isToTLS = tls == nil && location.hasPrefix("https://")
            return ". It redirects to \(location.prefix(200)), which is not followed"
                + (isToTLS ? ": give --tls, with the port of that" : "")
        case 407 where httpProxy != nil: return Obstacle.credentials
        case 403, 502, 503, 504:
            return httpProxy.map { ". It may be the HTTP proxy \($0) that says so" } ?? ""
        case 400 where tls == nil:
            let text = String(decoding: body, as: UTF8.self)
            return Self.asksForTLS.contains { text.contains($0) } ? ". It speaks TLS: give --tls" : ""
        default: return ""
        }
    }

    /// Of something that is no HTTP.
    func advice(on failure: HTTPFailure) -> String {
        if let obstacle = failure.obstacle { return obstacle.advice }
        let mayBeTLS =
            tls == nil && failure.kind == .protocolViolation && failure.message.contains("HTTP/0.9")
        return mayBeTLS ? ". If it speaks TLS, give --tls" : ""
    }
}
