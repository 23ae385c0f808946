import Glibc

/// A client's connection to a proxy in this process, of which nothing stays in TIME_WAIT: a run has many thousands of them.
///
/// TIME_WAIT falls to the end that ends first. That is the proxy's, and then the reset by which this one is closed takes it
/// away.
struct Connection: ~Copyable {
    private static let patienceSeconds = 10
    /// A proxy with one connection has fewer.
    private static let mostDescriptors: Int32 = 64

    private let descriptor: Int32

    init(to port: Int) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var patience = timeval(tv_sec: Self.patienceSeconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var reset = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &reset, socklen_t(MemoryLayout<linger>.size))
        var proxy = sockaddr_in()
        proxy.sin_family = sa_family_t(AF_INET)
        proxy.sin_port = in_port_t(port).bigEndian
        proxy.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let connected = proxy.withPointer { connect(descriptor, $0, $1) }
        // libFuzzer's clock interrupts calls; the connection comes about all the same.
        guard connected == 0 || errno == EINTR else { fatalError("the proxy took no connection: \(errno)") }
    }

    deinit { close(descriptor) }

    func send(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        _ = Glibc.send(descriptor, start, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// Lets the proxy see the end of what was sent, at its own end of the connection: to end this one would be to end first.
    func endSending() {
        while !hasEnded(within: 0) {
            if let other = otherEnd {
                shutdown(other, Int32(SHUT_RD))
                return
            }
            _ = hasEnded(within: 1)
        }
    }

    /// Reads until the proxy has ended, too.
    func receiveAll() {
        withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 16) { buffer in
            while true {
                let received = recv(descriptor, buffer.baseAddress, buffer.count, 0)
                if received > 0 || received < 0 && errno == EINTR { continue }
                if received < 0, errno == EAGAIN { fatalError("the proxy did not end the connection") }
                break
            }
        }
    }

    private func hasEnded(within milliseconds: Int32) -> Bool {
        var watched = pollfd(fd: descriptor, events: pollPeerEnded, revents: 0)
        return poll(&watched, 1, milliseconds) > 0
    }

    /// nil as long as the proxy has not accepted.
    private var otherEnd: Int32? {
        let port = port(of: descriptor, by: getsockname)
        return (0..<Self.mostDescriptors).first {
            $0 != descriptor && self.port(of: $0, by: getpeername) == port
        }
    }

    private func port(
        of socket: Int32,
        by name: (Int32, UnsafeMutablePointer<sockaddr>?, UnsafeMutablePointer<socklen_t>?) -> Int32
    ) -> in_port_t? {
        var address = sockaddr_in()
        let failed = address.withPointer { pointer, size in
            var size = size
            return name(socket, pointer, &size)
        }
        return failed == 0 ? address.sin_port : nil
    }
}

/// POLLRDHUP, which Swift does not see.
private let pollPeerEnded: Int16 = 0x2000

extension sockaddr_in {
    fileprivate mutating func withPointer<Result>(
        _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Result
    )
        -> Result
    {
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafeMutablePointer(to: &self) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, size) }
        }
    }
}
