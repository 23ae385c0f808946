import Glibc

/// A connection of the server, which takes requests as the client makes them and gives any answers.
struct AnsweringConnection {
    private static let millisecondsToNextRequest: Int32 = 2

    private let descriptor: Int32
    private var received: [UInt8] = []

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Takes the next request and answers it; false where the connection is over.
    mutating func answer(by script: AnswerScript) -> Bool {
        guard !received.isEmpty || receive() else { return false }
        guard let exchange = script.nextAnswer else { return false }
        if !exchange.isEarly, !takeRequest() { return false }
        switch exchange.ending {
        case .none:
            guard send(exchange.bytes[...]), !exchange.isEarly || takeRequest() else { return false }
            if exchange.isSilent || isFollowed { return true }
            end(after: [])
        case .clean: end(after: exchange.bytes[...])
        case .inTheMiddle: end(after: exchange.bytes.prefix(exchange.bytes.count / 2))
        case .reset:
            _ = send(exchange.bytes[...])
            resetAtItsEnd()
        }
        return false
    }

    /// Takes what there is of a request to its end: that of its head, of a body of the given length, or of the last chunk.
    private mutating func takeRequest() -> Bool {
        let blank = Array("\r\n\r\n".utf8)
        var head: Range<Int>?
        while head == nil {
            head = received.firstRange(of: blank)
            if head == nil, !receive() { return false }
        }
        let fields = String(decoding: received[..<(head?.lowerBound ?? 0)], as: UTF8.self).lowercased()
        received.removeFirst(head?.upperBound ?? 0)
        if fields.contains("transfer-encoding: chunked") { return take(to: Array("0\r\n\r\n".utf8)) }
        let length = fields.split(separator: "content-length: ").dropFirst().first?.prefix { $0.isNumber }
        return take(length.flatMap { Int($0) } ?? 0)
    }

    private mutating func take(_ count: Int) -> Bool {
        while received.count < count { if !receive() { return false } }
        received.removeFirst(count)
        return true
    }

    private mutating func take(to end: [UInt8]) -> Bool {
        while true {
            if let found = received.firstRange(of: end) {
                received.removeFirst(found.upperBound)
                return true
            }
            if !receive() { return false }
        }
    }

    private mutating func receive() -> Bool {
        withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 16) { buffer in
            while true {
                let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
                if count < 0, errno == EINTR { continue }
                received += buffer[..<max(0, count)]
                return count > 0
            }
        }
    }

    /// Whether something comes of the client within a time in which it makes its next request, or leaves.
    private var isFollowed: Bool {
        var look = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return !received.isEmpty || poll(&look, 1, Self.millisecondsToNextRequest) > 0
    }

    private func send(_ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Ends its side once all is sent, and the connection when the client has, too.
    private mutating func end(after bytes: ArraySlice<UInt8>) {
        guard send(bytes) else { return }
        shutdown(descriptor, Int32(SHUT_WR))
        while receive() { received = [] }
    }

    private func resetAtItsEnd() {
        var reset = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &reset, socklen_t(MemoryLayout<linger>.size))
    }
}
