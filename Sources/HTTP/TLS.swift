import CCurl

/// How a server is spoken to by TLS, which is of version 1.2 or later.
public struct TLS: Sendable {
    /// Whose word on a server's certificate is taken.
    public enum Trust: Sendable {
        /// That of the system's authorities.
        case system
        /// That of the authorities whose certificates these are, and of nobody else.
        case authorities(Certificates)
        /// Nobody's: any certificate will do, of any name.
        case unverified
    }

    public var trust: Trust

    public init(trust: Trust = .system) { self.trust = trust }
}

extension TLS {
    func apply(to easy: EasyHandle) {
        _ = easy_set_tls_from_1_2(easy)
        switch trust {
        case .system: _ = easy_set_system_authorities(easy)
        case .authorities(let certificates):
            _ = easy_set_authorities(easy, certificates.pem.baseAddress, certificates.pem.count)
        case .unverified: _ = easy_set_unverified(easy)
        }
    }
}
