import OSThreads

/// A relay that hands on so much of a request and then nothing of anything, until it is let go: what passes it stands in the
/// midst of that request at a moment that a test chose.
public final class HeldRelay: Sendable {
    private struct State {
        var left: Int
        var isBegun = false
        var isHeld = false
        var isLetGo = false
    }

    private let state: Monitor<State>
    private let relay: TCPRelay

    public var port: Int { relay.port }

    /// - Parameters:
    ///   - request: a part of the request's first line, as `/write`; of the first that has it.
    ///   - pieces: how many are handed on from there, either way.
    public init(to host: String, port: Int, at request: String, after pieces: Int) throws {
        let state = Monitor(State(left: pieces))
        self.state = state
        let line = Array("\(request) HTTP/1.1".utf8)
        relay = try TCPRelay(
            to: host, port: port,
            passing: { piece, isClients in Self.pass(isClients ? piece : nil, line, state) })
    }

    deinit { letGo() }

    /// Waits until it holds; false if it doesn't within a minute.
    public func isHeld() -> Bool {
        state.wait(until: .now + .seconds(60)) { $0.isHeld ? true : nil } ?? false
    }

    /// Hands on all from now on.
    public func letGo() { state.update { $0.isLetGo = true } }

    private static func pass(_ piece: UnsafeRawBufferPointer?, _ line: [UInt8], _ state: Monitor<State>) {
        let passes = state.update { state in
            if let piece, !state.isBegun { state.isBegun = piece.firstRange(of: line) != nil }
            if state.isBegun { state.left -= 1 }
            state.isHeld = state.isBegun && state.left < 0
            return !state.isHeld || state.isLetGo
        }
        if !passes { _ = state.wait { $0.isLetGo ? true : nil } }
    }
}
