import OSThreads
import WebServer

/// A stand-in for an Alluxio REST proxy with its cluster, within this process.
///
/// Its namespace is in memory. So are its files' bytes, or on disk where a directory is given; but of generated data only
/// which file it is of, and how much, so that terabytes of it cost nothing.
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
        /// A local folder for the files' bytes, which must be empty, or absent with its parent there; nil is memory. At
        /// the end of the proxy what it made in it is removed, and the folder, too, if it made it.
        public var directory: String?
        /// In what ways it fails or lies from the start.
        public var faults: [Fault] = []
        /// For all that faults draw: when they strike by chance, and where. The same calls in the same order are struck
        /// in the same way again.
        public var seed: UInt64 = 0
        /// Told of every strike.
        public var faultSink: FaultSink = { _ in }

        public init() {}

        public init(listenAddress: String = "127.0.0.1", port: Int, directory: String? = nil) {
            self.listenAddress = listenAddress
            self.port = port
            self.directory = directory
        }
    }

    /// The port it listens on.
    public var port: Int { server.port }

    private let server: PausableServer
    private let cluster: Cluster
    private let injector: FaultInjector
    private let folder: DataFolder?

    /// Starts a proxy whose namespace has nothing but the root.
    ///
    /// - Throws: `EmbeddedProxyError` where it can't listen there, or keep files in the directory.
    public init(_ configuration: Configuration = Configuration()) throws(EmbeddedProxyError) {
        let injector = FaultInjector(
            configuration.faults, seed: configuration.seed, sink: configuration.faultSink)
        self.injector = injector
        let dialect = configuration.version.dialect
        var settings = WebServer.Configuration()
        settings.address = configuration.listenAddress
        settings.port = configuration.port
        do throws(SystemError) {
            let folder = try configuration.directory.map(DataFolder.init)
            let cluster = Cluster(
                dialect, answersEmpty: configuration.s3V2, storage: folder.map(Storage.folder) ?? .memory,
                faults: injector)
            let calls = FaultyCalls(cluster: cluster, injector: injector)
            do throws(SystemError) {
                server = try PausableServer(
                    settings, checkLine: { RequestLine.flaw($0).map(dialect.jetty.unreadable) },
                    handler: { calls.reception(of: $0, pause: $1) })
            } catch {
                folder?.removeAll()
                throw error
            }
            self.cluster = cluster
            self.folder = folder
        } catch {
            throw EmbeddedProxyError(message: error.description)
        }
    }

    deinit { stop() }

    /// Ends every connection and gives up the port; returns when no call is at work any more, and what was kept on disk
    /// is gone.
    public func stop() {
        server.stop()
        folder?.removeAll()
    }
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
