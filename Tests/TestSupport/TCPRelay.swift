import Glibc
import OSThreads

/// Hands connections on to a server, byte for byte, and cuts them where a test says.
///
/// It has a thread for each connection, and ends with its owner. Both sides' bytes go through that one thread: it is for
/// protocols in which one side speaks at a time.
public final class TCPRelay: Sendable {
    /// What becomes of a connection.
    public enum Cut: Sendable, CaseIterable {
        /// Both sides get a reset.
        case reset
        /// Both sides get a clean end.
        case close
        /// Nothing is handed on any more, until the client leaves.
        case stall
    }

    /// A piece that passes: what it is, and whether it is the client's.
    public typealias Passing = @Sendable (_ piece: UnsafeRawBufferPointer, _ isClients: Bool) -> Void

    fileprivate struct State {
        var cut: (bytes: Int, how: Cut)?
        /// Of the cuts that come again and again.
        var period: Int?
        var open: Set<Int32> = []
        var running = 0
        var stopped = false
    }

    public let port: Int
    private let listener: Int32
    private let passing: Passing
    private let state = Monitor(State())

    /// Listens on a free port of 127.0.0.1. `host` is a numeric IPv4 address. `passing` is told of every piece before it is
    /// handed on, either way.
    public init(to host: String, port target: Int, passing: @escaping Passing = { _, _ in })
        throws(SystemError)
    {
        self.passing = passing
        (listener, port) = try listenOnAFreePort()
        let (listener, state) = (listener, state)
        state.update { $0.running += 1 }
        try OSThread {
            while case let client = acceptConnection(on: listener), client >= 0 {
                state.update { $0.running += 1 }
                let body: @Sendable () -> Void = {
                    Self.relay(client, host, target, passing, state)
                    state.update { $0.running -= 1 }
                }
                do { try OSThread(body).detach() } catch { body() }
            }
            state.update { $0.running -= 1 }
        }.detach()
    }

    deinit {
        state.update { state in
            state.stopped = true
            shutdown(listener, Int32(SHUT_RDWR))
            for descriptor in state.open { shutdown(descriptor, Int32(SHUT_RDWR)) }
        }
        _ = state.wait { $0.running == 0 ? true : nil }
        close(listener)
    }

    /// Cuts the connection on which the client has sent so many bytes from now on; those are still handed on.
    public func cut(after bytes: Int, _ how: Cut) {
        state.update { $0.cut = (bytes, how) }
    }

    /// Cuts one connection each time that the clients have sent so many bytes.
    public func cutAgainAndAgain(after bytes: Int, _ how: Cut) {
        state.update { ($0.cut, $0.period) = ((bytes, how), bytes) }
    }

    /// Whether a cut that was asked for is still to come.
    public var isCutAhead: Bool { state.withLock { $0.cut != nil } }

    private static func relay(
        _ client: Int32, _ host: String, _ port: Int, _ passing: Passing, _ state: Monitor<State>
    ) {
        defer { close(client) }
        guard let server = try? connectTo(host: host, port: port) else { return }
        defer { close(server) }
        guard state.update({ $0.stopped ? false : $0.open.insert(client).inserted }) else { return }
        // Not open to the end any more before its number can be another's.
        defer { state.update { _ = $0.open.remove(client) } }
        sendWithoutDelay(client)
        sendWithoutDelay(server)

        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 1)
        defer { buffer.deallocate() }
        var watched = [client, server].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while poll(&watched, 2, -1) > 0 {
            let fromClient = watched[0].revents != 0
            let (from, to) = fromClient ? (client, server) : (server, client)
            let count = recv(from, buffer.baseAddress, buffer.count, 0)
            guard count > 0 else { return }
            passing(UnsafeRawBufferPointer(rebasing: buffer[..<count]), fromClient)
            let cut = fromClient ? state.update { $0.takeCut(within: count) } : nil
            guard sendAll(to, UnsafeRawBufferPointer(rebasing: buffer[..<(cut?.bytes ?? count)])) else {
                return
            }
            guard let cut else { continue }
            switch cut.how {
            case .reset: for descriptor in [client, server] { resetOnClose(descriptor) }
            case .close: for descriptor in [client, server] { shutdown(descriptor, Int32(SHUT_WR)) }
            case .stall:
                // POLLRDHUP, which Glibc's module leaves out: the client has ended its sending.
                var left = pollfd(fd: client, events: 0x2000, revents: 0)
                poll(&left, 1, -1)
            }
            return
        }
    }
}

extension TCPRelay.State {
    /// The cut that comes within the next `count` bytes, with how many of them come before it.
    fileprivate mutating func takeCut(within count: Int) -> (bytes: Int, how: TCPRelay.Cut)? {
        guard let ahead = cut else { return nil }
        guard ahead.bytes <= count else {
            cut = (ahead.bytes - count, ahead.how)
            return nil
        }
        cut = period.map { ($0, ahead.how) }
        return ahead
    }
}
