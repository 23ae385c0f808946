import Glibc
import OSThreads

/// One connection of a `ScriptedServer`: reads requests, plays scripts.
struct ScriptedConnection {
    let descriptor: Int32
    let number: Int
    private var buffer: [UInt8] = []
    private var position = 0
    private var received: [UInt8] = Array(repeating: 0, count: 64 << 10)

    init(descriptor: Int32, number: Int) {
        self.descriptor = descriptor
        self.number = number
        sendWithoutDelay(descriptor)
    }
}

// Reading
extension ScriptedConnection {
    /// The next request's line and headers; nil when the client has gone or sends no HTTP.
    mutating func nextHead() -> ReceivedRequest? {
        guard let line = nextLine() else { return nil }
        let words = line.split(separator: " ")
        guard words.count == 3 else { return nil }
        var request = ReceivedRequest(
            method: String(words[0]), target: String(words[1]), headers: [], connection: number)
        while let line = nextLine() {
            if line.isEmpty { return request }
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            request.headers.append((String(line[..<colon]), String(value)))
        }
        return nil
    }

    /// `head` with its body, or with so many bytes of it, or with what came before the client left.
    mutating func readBody(of head: ReceivedRequest, atMost limit: Int?) -> ReceivedRequest {
        var request = head
        let limit = limit ?? .max
        if head.isChunked {
            while request.body.count < limit, let size = nextLine().flatMap({ Int($0, radix: 16) }) {
                if size == 0 {
                    request.isWhole = nextLine() != nil
                    break
                }
                request.body += next(min(size, limit - request.body.count))
                if request.body.count == limit || nextLine() == nil { break }
            }
        } else {
            let length = head[header: "Content-Length"].flatMap { Int($0) } ?? 0
            request.body += next(min(length, limit))
            request.isWhole = request.body.count == length
        }
        return request
    }

    private mutating func nextLine() -> String? {
        while true {
            if let end = buffer[position...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = buffer[position..<end]
                position = end + 1
                let text = String(decoding: line, as: UTF8.self)
                return text.hasSuffix("\r") ? String(text.dropLast()) : text
            }
            guard receiveMore() else { return nil }
        }
    }

    /// The next `count` bytes; fewer where the client left before.
    private mutating func next(_ count: Int) -> ArraySlice<UInt8> {
        while buffer.count - position < count, receiveMore() {}
        let end = min(position + count, buffer.count)
        defer { position = end }
        return buffer[position..<end]
    }

    private mutating func receiveMore() -> Bool {
        buffer.removeFirst(position)
        position = 0
        let count = received.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
        guard count > 0 else { return false }
        buffer += received[..<count]
        return true
    }

    /// Reads to a last chunk. The content must not look like one.
    fileprivate mutating func discardBody() -> Bool {
        let end = Array("\r\n0\r\n\r\n".utf8)
        while !buffer.suffix(end.count).elementsEqual(end) {
            position = max(0, buffer.count - end.count)
            guard receiveMore() else { return false }
        }
        position = buffer.count
        return true
    }
}

// Answering
extension ScriptedConnection {
    /// Does what the script says; false when the connection is to be closed.
    mutating func play(_ script: [ScriptedServer.Action]) -> Bool {
        for action in script {
            guard play(action) else { return false }
        }
        return true
    }

    private mutating func play(_ action: ScriptedServer.Action) -> Bool {
        switch action {
        case .discardBody:
            return discardBody()
        case .respond(let status, let headers, let body):
            let length = ("Content-Length", "\(body.count)")
            return send(Self.head(status, headers + [length]) + body)
        case .chunked(let status, let headers, let pieces):
            let chunks = (pieces.filter { !$0.isEmpty } + [[]]).flatMap { piece in
                Array("\(String(piece.count, radix: 16))\r\n".utf8) + piece + Array("\r\n".utf8)
            }
            return send(Self.head(status, headers + [("Transfer-Encoding", "chunked")]) + chunks)
        case .raw(let bytes):
            return send(bytes)
        case .tunnel(let port):
            guard let server = try? connectTo(host: "127.0.0.1", port: port) else { return false }
            defer { Glibc.close(server) }
            guard send(Array("HTTP/1.1 200 Connection established\r\n\r\n".utf8)) else { return false }
            relay(to: server)
            return false
        case .pause(let duration):
            return waitUntilTheClientLeaves(milliseconds: MonotonicTime.now.milliseconds(to: .now + duration))
                == false
        case .stall:
            _ = waitUntilTheClientLeaves(milliseconds: -1)
            return false
        case .close:
            // Closing with bytes unread would be a reset.
            shutdown(descriptor, Int32(SHUT_WR))
            var rest: [UInt8] = Array(repeating: 0, count: 64 << 10)
            while recv(descriptor, &rest, rest.count, 0) > 0 {}
            return false
        case .reset:
            resetOnClose(descriptor)
            return false
        }
    }

    private static func head(_ status: Int, _ headers: [(String, String)]) -> [UInt8] {
        Array(
            ("HTTP/1.1 \(status) \(status == 200 ? "OK" : "Scripted")\r\n"
                + headers.map { "\($0): \($1)\r\n" }.joined() + "\r\n").utf8)
    }

    /// Hands bytes on both ways until either side ends; for protocols in which one side speaks at a time.
    private mutating func relay(to server: Int32) {
        var watched = [descriptor, server].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while poll(&watched, 2, -1) > 0 {
            let (from, to) = watched[0].revents != 0 ? (descriptor, server) : (server, descriptor)
            let count = received.withUnsafeMutableBytes { recv(from, $0.baseAddress, $0.count, 0) }
            guard count > 0, received[..<count].withUnsafeBytes({ sendAll(to, $0) }) else { return }
        }
    }

    private func send(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { sendAll(descriptor, $0) }
    }

    private func waitUntilTheClientLeaves(milliseconds: Int32) -> Bool {
        // POLLRDHUP, which Glibc's module leaves out: the other side has ended its sending.
        var watched = pollfd(fd: descriptor, events: 0x2000, revents: 0)
        return poll(&watched, 1, milliseconds) > 0
    }
}
