import OSThreads

/// A web server that can stop for a while, and then listens on the same port again.
package final class PausableServer: Sendable {
    /// Asked for each request as a `WebServer.Handler` is. It may call `pause`, which returns once nothing listens.
    package typealias Handler = @Sendable (RequestHead, _ pause: @escaping Pause) -> Reception
    /// For so long every connection is refused, and those that stood are ended.
    package typealias Pause = @Sendable (Duration) -> Void

    fileprivate struct State {
        /// None while it pauses, and once it is stopped.
        var server: WebServer?
        /// Starts another on the same port; nil once it is stopped.
        var restart: Restart?
        var isPausing = false
        /// Whether connections are still taken in a pause that begins.
        var isListening = true
    }

    fileprivate struct Restart {
        let configuration: WebServer.Configuration
        let checkLine: WebServer.LineCheck?
        let handler: WebServer.Handler

        func callAsFunction() throws(SystemError) -> WebServer {
            try WebServer(configuration, checkLine: checkLine, handler: handler)
        }
    }

    package let port: Int
    private let state: Monitor<State>

    /// Starts it.
    ///
    /// - Parameter checkLine: as `WebServer` has it.
    /// - Throws: `SystemError` where it can't listen there.
    package init(
        _ configuration: WebServer.Configuration, checkLine: WebServer.LineCheck? = nil,
        handler: @escaping Handler
    ) throws(SystemError) {
        let state = Monitor(State())
        let pause: Pause = { state.pause(for: $0) }
        let handle: WebServer.Handler = { handler($0, pause) }
        let server = try WebServer(configuration, checkLine: checkLine, handler: handle)
        var again = configuration
        again.port = server.port
        let restart = Restart(configuration: again, checkLine: checkLine, handler: handle)
        state.withLock {
            $0.server = server
            $0.restart = restart
        }
        self.state = state
        port = server.port
    }

    deinit { stop() }

    /// Ends every connection and gives up the port for good; returns when the server's threads have ended. Not to be called
    /// by a handler.
    package func stop() {
        state.update { $0.restart = nil }
        let server: WebServer?? = state.wait { $0.isPausing ? nil : .some($0.server) }
        if let server = server ?? nil { server.stop() }
        state.withLock { $0.server = nil }
    }
}

extension Monitor<PausableServer.State> {
    /// Begins a pause, if none is under way.
    fileprivate func pause(for duration: Duration) {
        let taken = withLock { state -> (WebServer, WebServer.Configuration)? in
            guard let server = state.server, let restart = state.restart else { return nil }
            state.server = nil
            state.isPausing = true
            state.isListening = true
            return (server, restart.configuration)
        }
        guard let (server, configuration) = taken else { return }
        do {
            // The handler that asks for it is waited for by the stop, so that it can't do it itself.
            try OSThread { [self] in
                server.stopListening()
                update { $0.isListening = false }
                server.stop()
                keepClosed(configuration, for: duration)
                restart()
            }.detach()
            _ = wait { $0.isListening ? nil : true }
        } catch {
            update { state in
                state.server = server
                state.isPausing = false
            }
        }
    }

    /// Holds the port until the pause is over, or everything is stopped.
    private func keepClosed(_ configuration: WebServer.Configuration, for duration: Duration) {
        let port = HeldPort(configuration.address, port: configuration.port)
        _ = wait(until: .now + duration) { $0.restart == nil ? true : nil }
        _ = consume port
    }

    /// Listens again. Somebody else may have got the port in spite of all: then as soon as it is free.
    private func restart() {
        while let restart = withLock({ $0.restart }) {
            if let server = try? restart() {
                withLock { $0.server = server }
                break
            }
            _ = wait(until: .now + .milliseconds(50)) { $0.restart == nil ? true : nil }
        }
        update { $0.isPausing = false }
    }
}
