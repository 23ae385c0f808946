import OSThreads
import WebServer

/// A stand-in for an Alluxio REST proxy with its cluster, within this process.
///
/// Its namespace is in memory. So are its files' bytes, or on disk where a directory is given; but of generated data only
/// which file it is of, and how much, so that terabytes of it cost nothing.
///
/// It answers as the proxy of the Alluxio that it stands for does, with its statuses and messages, and keeps to what a
/// real 2.9.6 was seen to do: a file is incomplete until its stream is closed, a cut upload that is closed is a short
/// complete file, a file that is deleted or overwritten is read for one more second by those who have it open. It answers
/// from its first moment to `stop()`, or to the end of its last reference. Stream ids count from 1 for each proxy.
public final class EmbeddedProxy: Sendable {
    /// The port it listens on.
    public var port: Int { server.port }

    private let server: PausableServer
    private let cluster: Cluster
    private let injector: FaultInjector
    private let folder: DataFolder?

    /// Starts a proxy whose namespace has nothing but the root.
    ///
    /// - Throws: `EmbeddedProxyError` where it can't listen there, or keep files in the directory, or a limit is none.
    public convenience init(_ configuration: Configuration = Configuration()) throws(EmbeddedProxyError) {
        try self.init(configuration) { .now }
    }

    /// - Parameter clock: What the ages of streams are taken from.
    package init(_ configuration: Configuration, clock: @escaping MonotonicClock) throws(EmbeddedProxyError) {
        try configuration.check()
        let injector = FaultInjector(
            configuration.faults, seed: configuration.seed, sink: configuration.faultSink)
        self.injector = injector
        let dialect = configuration.version.dialect
        var settings = WebServer.Configuration()
        settings.idleTimeout = configuration.idleTimeout
        settings.address = configuration.listenAddress
        settings.port = configuration.port
        do throws(SystemError) {
            let folder = try configuration.directory.map(DataFolder.init)
            let cluster = Cluster(
                configuration, storage: folder.map(Storage.folder) ?? .memory, faults: injector, clock: clock)
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
    public var state: ProxyState { ProxyState(of: cluster, injector) }
}

extension EmbeddedProxy: Controlled {}

/// Why a proxy could not be started.
public struct EmbeddedProxyError: Error, Sendable, CustomStringConvertible {
    /// What could not be done, and the system's reason.
    public let message: String

    public var description: String { message }
}
