import OSThreads
import WebServer

/// A stand-in for an Alluxio REST proxy with its cluster, in memory and within this process.
///
/// It answers as the proxy of Alluxio 2.9.6 does, with its statuses and messages, and keeps to what a real one was seen
/// to do: a file is incomplete until its stream is closed, a cut upload that is closed is a short complete file, a
/// deleted file is still read by those who opened it before. It answers from its first moment to `stop()`, or to the end
/// of its last reference. Stream ids count from 1 for each proxy.
public final class EmbeddedProxy: Sendable {
    /// Where a proxy listens, and the limits of its cluster.
    public struct Configuration: Sendable {
        /// An IPv4 or IPv6 address, no name. Other machines reach it only where this is not a loopback address.
        public var listenAddress = "127.0.0.1"
        /// A port, or 0 for any free one, which `EmbeddedProxy.port` then says.
        public var port = 39999
        /// How many bytes the cluster's worker stores, open writers' whole blocks among them; nil for no limit.
        public var capacity: Int64?
        /// Whether a close within 200 ms after a cut upload leaves its block reserved for good, as Alluxio's does.
        public var leaksReservations = false
        /// A stream that no call has begun to use for so long is closed when another of its kind is opened.
        public var streamTimeout: Duration = .seconds(3600)
        /// A connection on which nothing moves for so long is closed, in the middle of an upload too. Whole seconds.
        public var idleTimeout: Duration = .seconds(30)

        public init() {}

        public init(listenAddress: String = "127.0.0.1", port: Int) {
            self.listenAddress = listenAddress
            self.port = port
        }
    }

    /// The port it listens on.
    public var port: Int { server.port }

    private let server: WebServer

    /// Starts a proxy whose namespace has nothing but the root.
    ///
    /// - Throws: `EmbeddedProxyError` where it can't listen there.
    public convenience init(_ configuration: Configuration = Configuration()) throws(EmbeddedProxyError) {
        try self.init(configuration) { MonotonicTime.now }
    }

    /// - Parameter clock: What the ages of streams are taken from.
    package init(_ configuration: Configuration, clock: @escaping MonotonicClock) throws(EmbeddedProxyError) {
        try configuration.check()
        let cluster = Cluster(configuration, clock: clock)
        var settings = WebServer.Configuration()
        settings.idleTimeout = configuration.idleTimeout
        settings.address = configuration.listenAddress
        settings.port = configuration.port
        do {
            server = try WebServer(settings) { cluster.reception(of: $0) }
        } catch {
            throw EmbeddedProxyError(message: error.description)
        }
    }

    /// Ends every connection and gives up the port; returns when no call is at work any more.
    public func stop() { server.stop() }
}

extension EmbeddedProxy.Configuration {
    fileprivate func check() throws(EmbeddedProxyError) {
        if let capacity, capacity < 1 {
            throw EmbeddedProxyError(message: "a capacity of \(capacity) bytes has room for nothing")
        }
        guard streamTimeout > .zero else {
            throw EmbeddedProxyError(message: "the stream timeout \(streamTimeout) is not above zero")
        }
        let seconds = idleTimeout.components.seconds
        guard (1...Int64(UInt32.max)).contains(seconds), idleTimeout == .seconds(seconds) else {
            throw EmbeddedProxyError(
                message: "the idle timeout \(idleTimeout) is not a whole number of seconds above zero")
        }
    }
}

/// Why a proxy could not be started.
public struct EmbeddedProxyError: Error, Sendable, CustomStringConvertible {
    /// What could not be done, and the system's reason.
    public let message: String

    public var description: String { message }
}
