extension EmbeddedProxy {
    /// Which Alluxio a proxy stands for, where it listens and keeps its files, the limits of its cluster, and its faults.
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
        /// How many bytes the cluster's worker stores, open writers' whole blocks among them; nil for no limit.
        public var capacity: Int64?
        /// Whether a close within 200 ms after a cut upload leaves its block reserved for good, as Alluxio's does.
        public var leaksReservations = false
        /// A stream that no call has begun to use for so long is closed when another of its kind is opened.
        public var streamTimeout: Duration = .seconds(3600)
        /// A connection on which nothing moves for so long is closed, in the middle of an upload too. Whole seconds.
        public var idleTimeout: Duration = .seconds(30)
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
}

extension EmbeddedProxy.Configuration {
    func check() throws(EmbeddedProxyError) {
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
