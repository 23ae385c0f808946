import OSThreads
import WebServer

/// A stand-in for an Alluxio REST proxy with its cluster, in memory and within this process.
///
/// It answers as the proxy of Alluxio 2.9.6 does, with its statuses and messages, and keeps to what a real one was seen
/// to do: a file is incomplete until its stream is closed, a cut upload that is closed is a short complete file, a
/// deleted file is still read by those who opened it before. It answers from its first moment to `stop()`, or to the end
/// of its last reference. Stream ids count from 1 for each proxy.
public final class EmbeddedProxy: Sendable {
    /// Where a proxy listens.
    public struct Configuration: Sendable {
        /// An IPv4 or IPv6 address, no name. Other machines reach it only where this is not a loopback address.
        public var listenAddress = "127.0.0.1"
        /// A port, or 0 for any free one, which `EmbeddedProxy.port` then says.
        public var port = 39999
        /// In what ways it fails or lies from the start.
        public var faults: [Fault] = []
        /// For all that faults draw: when they strike by chance, and where. The same calls in the same order are struck
        /// in the same way again.
        public var seed: UInt64 = 0
        /// Told of every strike.
        public var faultSink: FaultSink = { _ in }

        public init() {}

        public init(listenAddress: String = "127.0.0.1", port: Int) {
            self.listenAddress = listenAddress
            self.port = port
        }
    }

    /// The port it listens on.
    public var port: Int { server.port }

    private let server: PausableServer
    private let cluster = Cluster()
    private let injector: FaultInjector

    /// Starts a proxy whose namespace has nothing but the root.
    ///
    /// - Throws: `EmbeddedProxyError` where it can't listen there.
    public init(_ configuration: Configuration = Configuration()) throws(EmbeddedProxyError) {
        injector = FaultInjector(
            configuration.faults, seed: configuration.seed, sink: configuration.faultSink)
        let calls = FaultyCalls(cluster: cluster, injector: injector)
        var settings = WebServer.Configuration()
        settings.address = configuration.listenAddress
        settings.port = configuration.port
        do {
            server = try PausableServer(settings) { calls.reception(of: $0, pause: $1) }
        } catch {
            throw EmbeddedProxyError(message: error.description)
        }
    }

    /// Ends every connection and gives up the port; returns when no call is at work any more.
    public func stop() { server.stop() }
}

extension EmbeddedProxy {
    /// Adds faults to those that are there.
    public func add(_ faults: [Fault]) { injector.add(faults) }

    /// Lets no fault strike any more. What has begun, as a stall, goes on.
    public func removeFaults() { injector.removeAll() }

    /// The faults in the order in which they came, with how often they matched and struck.
    public var faults: [FaultCount] { injector.counts }

    /// What it holds, and what its faults have done.
    public var state: ProxyState {
        let (files, bytes) = cluster.stored
        return ProxyState(
            seed: injector.seed, faults: faults, openStreams: cluster.streams.count, files: files,
            bytes: bytes)
    }
}

/// Why a proxy could not be started.
public struct EmbeddedProxyError: Error, Sendable, CustomStringConvertible {
    /// What could not be done, and the system's reason.
    public let message: String

    public var description: String { message }
}
