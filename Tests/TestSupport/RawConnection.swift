import Glibc
import OSThreads

/// A connection to a server on 127.0.0.1, on which a test sends any bytes and sees every byte of the answer.
public final class RawConnection {
    /// An answer as it stood on the wire.
    public struct Answer: Sendable {
        public var status: Int
        public var headers: [(name: String, value: String)]
        /// Without its chunks' framing.
        public var body: [UInt8]
        /// Whether the body came to its end.
        public var isWhole: Bool

        public subscript(header name: String) -> String? {
            headers.first { $0.name.lowercased() == name.lowercased() }?.value
        }

        public var text: String { String(decoding: body, as: UTF8.self) }
    }

    private let descriptor: Int32
    private var received: [UInt8] = []

    /// - Parameter receiveBufferBytes: how much the system takes from the server before the test reads it.
    public init(port: Int, receiveBufferBytes: Int? = nil) throws(SystemError) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw SystemError(doing: "make a socket") }
        // What never comes ends the test and doesn't hang it.
        var patience = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        if var bytes = receiveBufferBytes.map(Int32.init) {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &bytes, socklen_t(MemoryLayout<Int32>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard connected else { throw SystemError(doing: "connect to port \(port)") }
    }

    deinit { Glibc.close(descriptor) }

    /// Sends bytes; false when the server takes no more.
    @discardableResult
    public func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(
                    descriptor, $0.baseAddress.map { $0 + sent }, $0.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    @discardableResult
    public func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Sends a request's head; its body is the test's to send.
    @discardableResult
    public func sendHead(_ method: String, _ target: String, _ headers: [String: String] = [:]) -> Bool {
        send(
            "\(method) \(target) HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + headers.map { "\($0.key): \($0.value)\r\n" }.joined() + "\r\n")
    }

    /// Ends what is sent; the server's answer is still read.
    public func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// The next answer, with what came of its body; nil when the server ended before its head was whole.
    public func answer() -> Answer? {
        guard let statusLine = line() else { return nil }
        var answer = Answer(
            status: statusLine.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0,
            headers: [], body: [], isWhole: false)
        while let line = line() {
            guard !line.isEmpty else { return withBody(answer) }
            let words = line.split(separator: ":", maxSplits: 1)
            let value = words.count > 1 ? words[1].drop { $0 == " " } : ""
            answer.headers.append((String(words[0]), String(value)))
        }
        return nil
    }

    private func withBody(_ head: Answer) -> Answer {
        var answer = head
        if head[header: "Transfer-Encoding"] != nil {
            while let size = line().flatMap({ Int($0, radix: 16) }) {
                let chunk = take(size)
                answer.body += chunk
                guard chunk.count == size, line() != nil else { break }
                if size == 0 {
                    answer.isWhole = true
                    break
                }
            }
        } else if let length = head[header: "Content-Length"].flatMap({ Int($0) }) {
            answer.body = take(length)
            answer.isWhole = answer.body.count == length
        } else {
            while receive() {}
            answer.body = take(received.count)
            answer.isWhole = true
        }
        return answer
    }

    /// Whether so many bytes come from the server, or the end, in that time.
    public func isReadable(bytes: Int = 1, within time: Duration) -> Bool {
        guard received.count < bytes else { return true }
        setLeast(bytes - received.count)
        defer { setLeast(1) }
        var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&watched, 1, MonotonicTime.now.milliseconds(to: .now + time)) > 0
    }

    /// How many bytes make the socket readable.
    private func setLeast(_ bytes: Int) {
        var bytes = Int32(bytes)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVLOWAT, &bytes, socklen_t(MemoryLayout<Int32>.size))
    }

    /// The next answer with so many bytes of its chunked body, after which more may come.
    public func partOfAnswer(bytes: Int) -> Answer? {
        guard let statusLine = line() else { return nil }
        var answer = Answer(
            status: statusLine.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0,
            headers: [], body: [], isWhole: false)
        while let line = line(), !line.isEmpty {}
        while answer.body.count < bytes, let size = line().flatMap({ Int($0, radix: 16) }), size > 0 {
            answer.body += take(size)
            guard line() != nil else { break }
        }
        return answer
    }

    /// Whether the server has ended the connection, waited for.
    public func isEnded() -> Bool { received.isEmpty && !receive() }

    private func line() -> String? {
        while true {
            if let end = received.firstIndex(of: UInt8(ascii: "\n")) {
                let line = take(end + 1).dropLast()
                return String(
                    decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
            }
            guard receive() else { return nil }
        }
    }

    private func take(_ count: Int) -> [UInt8] {
        while received.count < count, receive() {}
        let taken = Array(received.prefix(count))
        received.removeFirst(taken.count)
        return taken
    }

    private func receive() -> Bool {
        let buffer: [UInt8] = Array(unsafeUninitializedCapacity: 64 << 10) { memory, count in
            count = max(0, recv(descriptor, memory.baseAddress, memory.count, 0))
        }
        received += buffer
        return !buffer.isEmpty
    }
}
