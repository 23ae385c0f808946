import OSThreads
import WebServer

/// A stand-in for an Alluxio REST proxy with its cluster, in memory and within this process.
///
/// It answers as the proxy of the Alluxio that it stands for does, with its statuses and messages, and keeps to what a
/// real 2.9.6 was seen to do: a file is incomplete until its stream is closed, a cut upload that is closed is a short complete file, a
/// deleted file is still read by those who opened it before. It answers from its first moment to `stop()`, or to the end
/// of its last reference. Stream ids count from 1 for each proxy.
public final class EmbeddedProxy: Sendable {
    /// Where a proxy listens, and which Alluxio it stands for.
    public struct Configuration: Sendable {
        /// An IPv4 or IPv6 address, no name. Other machines reach it only where this is not a loopback address.
        public var listenAddress = "127.0.0.1"
        /// A port, or 0 for any free one, which `EmbeddedProxy.port` then says.
        public var port = 39999
        public var version = AlluxioVersion.v296
        /// Whether it is as with alluxio.proxy.s3.v2.version.enabled: every call is answered with an empty 200, and
        /// nothing is done.
        public var s3V2 = false

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
    public init(_ configuration: Configuration = Configuration()) throws(EmbeddedProxyError) {
        let cluster = Cluster(configuration.version.dialect, answersEmpty: configuration.s3V2)
        var settings = WebServer.Configuration()
        settings.address = configuration.listenAddress
        settings.port = configuration.port
        do {
            server = try WebServer(
                settings,
                checkLine: { RequestLine.flaw($0).map(cluster.dialect.jetty.unreadable) },
                handler: { cluster.reception(of: $0) })
        } catch {
            throw EmbeddedProxyError(message: error.description)
        }
    }

    /// Ends every connection and gives up the port; returns when no call is at work any more.
    public func stop() { server.stop() }
}

/// Why a proxy could not be started.
public struct EmbeddedProxyError: Error, Sendable, CustomStringConvertible {
    /// What could not be done, and the system's reason.
    public let message: String

    public var description: String { message }
}
