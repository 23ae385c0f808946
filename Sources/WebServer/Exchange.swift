import CMicroHTTPD
import Glibc
import OSThreads

/// One request and its answer, from the request's first line to the answer's last byte; on the connection's thread.
final class Exchange {
    /// What has come of the request.
    private enum Progress {
        case line
        case body(any BodyReceiver)
        /// There is no body: the answer waits until libmicrohttpd has seen so, for it ends the connection after an
        /// earlier one.
        case noBody(Response)
        /// Answered before the body was taken.
        case answeredEarly
        case answered
        case cut
    }

    private let target: String
    private let server: WebServer.HandlerBox
    private var progress = Progress.line

    private init(target: String, server: WebServer.HandlerBox) {
        self.target = target
        self.server = server
    }

    /// The head has come.
    private func begin(_ connection: OpaquePointer, method: String) -> MHD_Result {
        let head = RequestHead(
            method: method, target: target,
            contentType: request_header(connection, "Content-Type").map { String(cString: $0) },
            accept: request_header(connection, "Accept").map { String(cString: $0) },
            client: ClientConnection(connection, server), byteCount: request_head_bytes(connection))
        switch server.handle(head) {
        case .answer(let response) where !Self.hasBody(connection):
            progress = .noBody(response)
            return .YES
        case .answer(let response):
            progress = .answeredEarly
            return response.queue(on: connection)
        case .body(let receiver):
            progress = .body(receiver)
            return .YES
        }
    }

    private static func hasBody(_ connection: OpaquePointer) -> Bool {
        if request_header(connection, "Transfer-Encoding") != nil { return true }
        return request_header(connection, "Content-Length").map { atoll($0) != 0 } ?? false
    }

    /// A piece of the body has come, or its end.
    private func proceed(_ connection: OpaquePointer, _ piece: UnsafeRawBufferPointer) -> MHD_Result {
        if case .noBody(let response) = progress, piece.isEmpty {
            progress = .answered
            return response.queue(on: connection)
        }
        guard case .body(let receiver) = progress else { return .NO }
        if piece.isEmpty {
            progress = .answered
            return receiver.end().queue(on: connection)
        }
        if receiver.receive(piece.bytes) { return .YES }
        progress = .cut
        receiver.brokeOff()
        if let refusal = receiver.refusal { refuse(refusal, on: connection) }
        return .NO
    }

    /// The answer is sent, or the connection broke.
    private func complete(_ connection: OpaquePointer, _ code: MHD_RequestTerminationCode) {
        switch progress {
        case .body(let receiver): receiver.brokeOff()
        case .answeredEarly where code == .REQUEST_TERMINATED_COMPLETED_OK:
            Self.linger(connection_socket(connection))
        case .line, .noBody, .answered, .answeredEarly, .cut: break
        }
    }

    /// Answers in the middle of a body, where libmicrohttpd takes no answer.
    private func refuse(_ response: Response, on connection: OpaquePointer) {
        guard let bytes = response.wireBytes(Response.date), ClientConnection(connection, server).send(bytes)
        else { return }
        Self.linger(connection_socket(connection))
    }

    /// Lets the client read an early answer: closing with bytes of the body unread would reset the connection, and the
    /// answer with it. Ends when the client has ended, has been silent for a second, or has sent on for a while.
    private static func linger(_ socket: Int32) {
        shutdown(socket, Int32(SHUT_WR))
        let deadline = MonotonicTime.now + .seconds(5)
        withUnsafeTemporaryAllocation(byteCount: 16 << 10, alignment: 16) { buffer in
            while MonotonicTime.now < deadline {
                var watched = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
                guard poll(&watched, 1, 1000) > 0,
                    recv(socket, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT)) > 0
                else { break }
            }
        }
    }
}

// What libmicrohttpd calls. The exchange is its request's context, retained from the request's line to completion.
extension Exchange {
    static let beginCallback:
        @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?) ->
            UnsafeMutableRawPointer? = { context, target, _ in
                guard let context, let target else { return nil }
                let box = Unmanaged<WebServer.HandlerBox>.fromOpaque(context).takeUnretainedValue()
                let exchange = Exchange(target: String(cString: target), server: box)
                return Unmanaged.passRetained(exchange).toOpaque()
            }

    static let handleCallback: MHD_AccessHandlerCallback = {
        _, connection, _, method, _, bytes, count, context in
        guard let connection, let method, let count, let opaque = context?.pointee else { return .NO }
        let exchange = Unmanaged<Exchange>.fromOpaque(opaque).takeUnretainedValue()
        if case .line = exchange.progress {
            return exchange.begin(connection, method: String(cString: method))
        }
        let piece = UnsafeRawBufferPointer(start: bytes, count: count.pointee)
        count.pointee = 0
        return exchange.proceed(connection, piece)
    }

    static let completedCallback: MHD_RequestCompletedCallback = { _, connection, context, code in
        guard let connection, let opaque = context?.pointee else { return }
        context?.pointee = nil
        Unmanaged<Exchange>.fromOpaque(opaque).takeRetainedValue().complete(connection, code)
    }

    static let connectedCallback: MHD_NotifyConnectionCallback = { context, connection, _, code in
        guard let context, let connection else { return }
        let box = Unmanaged<WebServer.HandlerBox>.fromOpaque(context).takeUnretainedValue()
        let socket = connection_socket(connection)
        guard code == .CONNECTION_NOTIFY_STARTED else { return box.connections.remove(socket) }
        box.connections.add(socket)
        var on: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        if let check = box.checkLine { FirstLine.look(connection, check) }
    }
}
