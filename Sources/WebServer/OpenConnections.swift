import CMicroHTTPD
import Glibc
import OSThreads

/// The connections of a daemon, so that they can be ended before it is stopped.
///
/// libmicrohttpd 0.9.75 must not be stopped while a connection's thread is at work: one that is just refusing a request
/// (too large a head, a length that is no number) takes a null pointer for its answer then.
final class OpenConnections: Sendable {
    private struct State {
        var sockets: Set<Int32> = []
        var isEnding = false
    }

    private let state = Monitor(State())

    /// A connection has come; no thread is at work on it yet.
    func add(_ socket: Int32) {
        state.withLock { state in
            state.sockets.insert(socket)
            // Nobody may wait for it any more: its thread is to find nothing.
            if state.isEnding { Self.end(socket) }
        }
    }

    /// A connection's thread has ended, and its socket is about to be closed.
    func remove(_ socket: Int32) { _ = state.update { $0.sockets.remove(socket) } }

    /// Ends all connections; returns when their threads have ended.
    func endAll() {
        state.withLock { state in
            state.isEnding = true
            for socket in state.sockets { Self.end(socket) }
        }
        _ = state.wait { $0.sockets.isEmpty ? true : nil }
    }

    /// Lets neither side send any more, and throws away what the server has not read.
    private static func end(_ socket: Int32) {
        shutdown(socket, Int32(SHUT_RDWR))
        withUnsafeTemporaryAllocation(byteCount: 16 << 10, alignment: 16) { buffer in
            while recv(socket, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT)) > 0 {}
        }
    }
}
