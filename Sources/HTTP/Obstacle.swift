import CCurl

/// What keeps a connection from coming to stand although something answers; where a person can do something about it.
package enum Obstacle: Sendable, Hashable {
    /// The other side speaks no TLS.
    case noTLS
    /// It speaks none of version 1.2 or later.
    case oldTLS
    /// Nobody who is trusted signed its certificate.
    case unknownAuthority
    /// The certificate is of another name.
    case otherName
    /// The certificate has expired, or is of a time to come.
    case notValidNow
    /// The certificates of the authorities can't be read.
    case noAuthorities
    /// The HTTP proxy makes no tunnel, and answers with this status.
    case noTunnel(status: Int)
}

extension Obstacle {
    /// Reads what libcurl, and OpenSSL behind it, say of a failed handshake; nil where it is nothing of these.
    init?(_ code: CURLcode, _ text: String, _ easy: EasyHandle) {
        if let status = Self.refusalOfTunnel(easy) {
            self = .noTunnel(status: status)
            return
        }
        switch code {
        case CURLE_PEER_FAILED_VERIFICATION:
            switch easy_verify_result(easy) {
            // libcurl looks at the name itself; then what it began with stands here still, or that OpenSSL finds nothing.
            case 0, 1: self = .otherName
            // X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED.
            case 9, 10: self = .notValidNow
            default: self = .unknownAuthority
            }
        case CURLE_SSL_CACERT_BADFILE:
            self = .noAuthorities
        case CURLE_SSL_CONNECT_ERROR where text.contains("wrong version number"):
            self = .noTLS
        case CURLE_SSL_CONNECT_ERROR
        where text.contains("unsupported protocol") || text.contains("alert protocol version"):
            self = .oldTLS
        default:
            return nil
        }
    }

    /// What the HTTP proxy answered where it made no tunnel.
    static func refusalOfTunnel(_ easy: EasyHandle) -> Int? {
        let status = easy_tunnel_status(easy)
        return status == 0 || (200..<300).contains(status) ? nil : status
    }
}
