import EmbeddedProxy
import Glibc

// A running proxy, over a socket: an input is what a client sends before it ends its side. An answer is read to its end;
// a proxy that ends nothing for 10 s is a failure, as is one that listens no more.

private let proxy = try? EmbeddedProxy(.init(port: 0))

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let port = proxy?.port else { fatalError("the proxy did not start") }
    let connection = connect(to: port)
    defer { close(connection) }
    if let start { send(connection, start, count, Int32(MSG_NOSIGNAL)) }
    shutdown(connection, Int32(SHUT_WR))
    withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 16) { buffer in
        while true {
            let received = recv(connection, buffer.baseAddress, buffer.count, 0)
            // libFuzzer's clock interrupts calls.
            if received > 0 || received < 0 && errno == EINTR { continue }
            if received < 0, errno == EAGAIN { fatalError("the proxy did not end the connection") }
            break
        }
    }
    return 0
}

private func connect(to port: Int) -> Int32 {
    let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var patience = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    // So that no port waits for bytes that may still come, and none is used up.
    var reset = linger(l_onoff: 1, l_linger: 0)
    setsockopt(connection, SOL_SOCKET, SO_LINGER, &reset, socklen_t(MemoryLayout<linger>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            Glibc.connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
    if connected == 0 { return connection }
    guard errno == EINTR else { fatalError("the proxy took no connection: errno \(errno)") }
    close(connection)
    return connect(to: port)
}
