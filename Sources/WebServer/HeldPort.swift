import Glibc

/// A port on which nothing listens while this lives. The system gives it to nobody who asks for any free one, nor to a
/// connection, which might even reach itself by it.
struct HeldPort: ~Copyable {
    private let descriptor: Int32

    /// nil where somebody else has it.
    init?(_ address: String, port: Int) {
        guard let number = UInt16(exactly: port), let address = ListenAddress(address, port: number) else {
            return nil
        }
        let family = address.isIPv6 ? AF_INET6 : AF_INET
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        var on: Int32 = 1
        // What listens there later sets it as well, and so gets the port while it is still held.
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        let size = address.isIPv6 ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size
        guard address.withSocketAddress({ bind(descriptor, $0, socklen_t(size)) }) == 0 else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }
}
