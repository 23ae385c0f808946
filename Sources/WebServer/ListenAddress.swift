import Glibc

/// An address as the socket calls take it.
struct ListenAddress {
    private var storage = sockaddr_storage()
    let isIPv6: Bool

    /// `literal` is an IPv4 or IPv6 address, no name; nil where it is neither.
    init?(_ literal: String, port: UInt16) {
        isIPv6 = literal.contains(":")
        let isIPv6 = isIPv6
        let understood = withUnsafeMutableBytes(of: &storage) { memory in
            if isIPv6 {
                var address = sockaddr_in6()
                address.sin6_family = sa_family_t(AF_INET6)
                address.sin6_port = port.bigEndian
                guard inet_pton(AF_INET6, literal, &address.sin6_addr) == 1 else { return false }
                memory.storeBytes(of: address, as: sockaddr_in6.self)
            } else {
                var address = sockaddr_in()
                address.sin_family = sa_family_t(AF_INET)
                address.sin_port = port.bigEndian
                guard inet_pton(AF_INET, literal, &address.sin_addr) == 1 else { return false }
                memory.storeBytes(of: address, as: sockaddr_in.self)
            }
            return true
        }
        guard understood else { return nil }
    }

    /// Runs `body` with the address in C's form.
    func withSocketAddress<Result>(_ body: (UnsafePointer<sockaddr>) -> Result) -> Result {
        withUnsafePointer(to: storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1, body)
        }
    }
}
