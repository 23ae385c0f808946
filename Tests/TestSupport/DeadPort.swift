import Glibc
import OSThreads

/// A port of 127.0.0.1 that no connection comes to stand with. It is nobody else's while this lives.
public final class DeadPort: Sendable {
    public enum Manner: Sendable {
        /// Each connection is refused at once.
        case refuses
        /// None is answered: its queue is full.
        case ignores
    }

    public let port: Int
    private let descriptors: [Int32]

    public init(_ manner: Manner) throws(SystemError) {
        let (listener, port) = try listenOnAFreePort(backlog: manner == .refuses ? nil : 0)
        self.port = port
        var descriptors = [listener]
        if manner == .ignores {
            for _ in 0..<8 {
                let filler = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
                var address = sockaddr_in()
                address.sin_family = sa_family_t(AF_INET)
                address.sin_port = UInt16(port).bigEndian
                address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
                withUnsafePointer(to: &address) {
                    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                        _ = connect(filler, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                    }
                }
                descriptors.append(filler)
            }
        }
        self.descriptors = descriptors
    }

    deinit { for descriptor in descriptors { close(descriptor) } }
}
