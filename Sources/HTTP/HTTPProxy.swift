import CCurl
import FoundationEssentials

/// An HTTP proxy that a server is reached through: it hands requests on, or where the server speaks TLS makes a tunnel.
public struct HTTPProxy: Sendable {
    /// What the proxy itself asks for, by RFC 7617's Basic.
    public struct Credentials: Sendable {
        let user: String
        let password: String

        public init(user: String, password: String) {
            self.user = user
            self.password = password
        }

        /// What must be shown nowhere; of a few characters it would be found everywhere.
        var secrets: [String] {
            let sent = Data("\(user):\(password)".utf8).base64EncodedString()
            return [sent, password].filter { $0.utf8.count >= 6 }
        }
    }

    /// A name, an IPv4 address, or an IPv6 address without brackets.
    public var host: String
    /// From 1 to 65535.
    public var port: Int
    public var credentials: Credentials?

    public init(host: String, port: Int, credentials: Credentials? = nil) {
        self.host = host
        self.port = port
        self.credentials = credentials
    }

    func apply(to easy: EasyHandle) {
        _ = easy_set_http_proxy(easy, "http://\(place)", credentials?.user, credentials?.password)
    }

    private var place: String { (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }
}

extension HTTPProxy: CustomStringConvertible {
    /// `host:port`, with brackets around an IPv6 address.
    public var description: String { place }
}

// However they are printed, they don't show.
extension HTTPProxy.Credentials: CustomStringConvertible, CustomReflectable {
    public var description: String { "***" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
