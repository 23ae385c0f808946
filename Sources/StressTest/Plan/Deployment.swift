import Alluxio
import HTTP

/// The proxies under load, how they are reached, and how long each part of a request to them may take.
public struct Deployment: Sendable {
    /// How long each part may take; product-wide defaults.
    public struct Timeouts: Sendable {
        /// Until a connection stands.
        public var connect: Duration = .seconds(5)
        /// Between two bytes of a body.
        public var stall: Duration = .seconds(30)
        /// For the whole answer of every other call, and for the answer to a write whose body is sent.
        public var metadata: Duration = .seconds(150)
        /// For one whole file; nil for no limit.
        public var file: Duration?

        public init() {}
    }

    /// At least one. Process p uses proxy p mod n, and stays with it: stream ids are a proxy's own.
    public var proxies: [ProxyAddress]
    public var timeouts = Timeouts()
    public var access = Access()

    public init(proxies: [ProxyAddress], timeouts: Timeouts = Timeouts()) {
        self.proxies = proxies
        self.timeouts = timeouts
    }

    func proxy(ofProcess process: Int) -> ProxyAddress { proxies[process % proxies.count] }

    /// A client of its own for a process; to be used on the thread that asks for it.
    ///
    /// - Parameter cutoff: what may end its calls from outside.
    func client(ofProcess process: Int, dialect: Dialect, cutoff: Cutoff) throws(AlluxioError)
        -> AlluxioClient
    {
        var configuration = AlluxioClient.Configuration()
        configuration.connectTimeout = timeouts.connect
        configuration.stallTimeout = timeouts.stall
        configuration.metadataTimeout = timeouts.metadata
        configuration.dialect = dialect
        configuration.access = access
        configuration.cutoff = cutoff
        return try AlluxioClient(proxy(ofProcess: process), configuration: configuration)
    }
}
