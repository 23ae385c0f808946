import Glibc
import OSThreads

/// An HTTP/1.1 server on raw sockets whose every answer the test writes itself, right or wrong.
///
/// It listens on a free port of 127.0.0.1, has a thread for each connection, and keeps what it was sent. It ends with
/// its owner, or by `stop()`.
public final class ScriptedServer: Sendable {
    /// What the server does next on a connection. A script that ends without closing keeps the connection.
    public enum Action: Sendable {
        /// A whole answer, with Content-Length.
        case respond(status: Int, headers: [(String, String)] = [], body: [UInt8] = [])
        /// A whole answer, chunked, a chunk for each piece.
        case chunked(status: Int, headers: [(String, String)] = [], pieces: [[UInt8]])
        /// Any bytes, as they are.
        case raw([UInt8])
        /// A tunnel to a port of 127.0.0.1, as an HTTP proxy makes it, until either side ends.
        case tunnel(port: Int)
        /// Nothing, until the rest of a chunked body has come, which is thrown away; for an interruption.
        case discardBody
        /// Nothing, for so long or until the client leaves.
        case pause(Duration)
        /// Nothing more, until the client leaves.
        case stall
        /// A clean end of the connection; what the client still sends is thrown away.
        case close
        /// An end of the connection by RST.
        case reset

        public static func text(
            _ status: Int, _ body: String, contentType: String = "application/json"
        ) -> Action {
            .respond(status: status, headers: [("Content-Type", contentType)], body: Array(body.utf8))
        }
    }

    /// What to do before a request's body has been read: wait for so many bytes of it, then act. The rest of the body
    /// is left unread, so the script should end the connection.
    public struct Interruption: Sendable {
        public var afterBodyBytes: Int
        public var script: [Action]

        public init(afterBodyBytes: Int, script: [Action]) {
            self.afterBodyBytes = afterBodyBytes
            self.script = script
        }
    }

    public typealias Handler = @Sendable (ReceivedRequest) -> [Action]
    public typealias Interrupter = @Sendable (ReceivedRequest) -> Interruption?

    struct State {
        var requests: [ReceivedRequest] = []
        var connections = 0
        var open: Set<Int32> = []
        var running = 0
        var stopped = false
    }

    public let port: Int
    private let listener: Int32
    private let state = Monitor(State())

    /// Starts a server.
    ///
    /// - Parameters:
    ///   - interrupter: asked when a request's head has come, with an empty body; nil lets the body be read.
    ///   - handler: asked when a whole request has come; on the connection's own thread.
    public init(interrupter: @escaping Interrupter = { _ in nil }, handler: @escaping Handler)
        throws(SystemError)
    {
        (listener, port) = try listenOnAFreePort()
        let listener = listener
        let state = state
        state.update { $0.running += 1 }
        try OSThread {
            while true {
                let descriptor = acceptConnection(on: listener)
                guard descriptor >= 0 else { break }
                Self.serve(descriptor, state, interrupter, handler)
            }
            state.update { $0.running -= 1 }
        }.detach()
    }

    deinit { stop() }

    /// The requests so far, in the order in which they came whole or broke off.
    public var requests: [ReceivedRequest] { state.update { $0.requests } }

    /// How many connections were made so far.
    public var connections: Int { state.update { $0.connections } }

    /// Waits until so many requests have come; nil after `seconds`.
    public func requests(atLeast count: Int, within seconds: Int = 10) -> [ReceivedRequest]? {
        state.wait(until: .now + .seconds(seconds)) { $0.requests.count >= count ? $0.requests : nil }
    }

    /// Waits until the requests so far are as `condition` has them; false after `seconds`.
    public func requests(within seconds: Int = 60, _ condition: ([ReceivedRequest]) -> Bool) -> Bool {
        state.wait(until: .now + .seconds(seconds)) { condition($0.requests) ? true : nil } ?? false
    }

    /// Ends every connection and refuses new ones; returns when the server's threads have ended.
    public func stop() {
        let first = state.update { state in
            guard !state.stopped else { return false }
            state.stopped = true
            // First this: who loses a connection must not find a new one.
            shutdown(listener, Int32(SHUT_RDWR))
            for descriptor in state.open { shutdown(descriptor, Int32(SHUT_RDWR)) }
            return true
        }
        guard first else { return }
        _ = state.wait { $0.running == 0 ? true : nil }
        Glibc.close(listener)
    }

    private static func serve(
        _ descriptor: Int32, _ state: Monitor<State>, _ interrupter: @escaping Interrupter,
        _ handler: @escaping Handler
    ) {
        let number = state.update { state -> Int? in
            guard !state.stopped else { return nil }
            state.open.insert(descriptor)
            state.running += 1
            state.connections += 1
            return state.connections
        }
        guard let number else {
            Glibc.close(descriptor)
            return
        }
        let body: @Sendable () -> Void = {
            var connection = ScriptedConnection(descriptor: descriptor, number: number)
            while let head = connection.nextHead() {
                let interruption = interrupter(head)
                let request = connection.readBody(of: head, atMost: interruption?.afterBodyBytes)
                state.update { $0.requests.append(request) }
                let script = interruption?.script ?? (request.isWhole ? handler(request) : [.close])
                guard connection.play(script) else { break }
            }
            // Not open to `stop` any more before its number can be another's.
            state.update { _ = $0.open.remove(descriptor) }
            Glibc.close(descriptor)
            state.update { $0.running -= 1 }
        }
        do { try OSThread(body).detach() } catch { body() }
    }
}
