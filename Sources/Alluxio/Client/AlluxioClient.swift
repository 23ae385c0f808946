import HTTP
import OSThreads

/// A client of one Alluxio REST proxy, 1.8 or 2.x, over one connection that is kept.
///
/// Its calls block; it is used on the thread that made it. Each method is one request, sent once and never again:
///
///     let client = try AlluxioClient(ProxyAddress(host: "localhost"))
///     client.dialect = Dialect(version: try client.proxyInfo().version)
///     let status = try client.getStatus(AlluxioPath("/data/file"))
///
/// A 200 does not mean that a file is stored, nor does the count that `write` answers: only a status tells.
public final class AlluxioClient {
    public struct Configuration: Sendable {
        /// Until the connection stands.
        public var connectTimeout: Duration = .seconds(5)
        /// From a `read` sent to its first byte, and between two bytes of a file either way.
        public var stallTimeout: Duration = .seconds(30)
        /// For the whole answer of every other call, and for the answer to a `write` whose body is sent. A proxy tries
        /// to reach its master for 120 s before it says `UNAVAILABLE`.
        public var metadataTimeout: Duration = .seconds(150)
        /// A kept connection that idled for longer is not used again. A proxy cuts idle ones after 30 s.
        public var maximumIdleTime: Duration = .seconds(25)
        public var dialect: Dialect = .v2
        /// How the proxy is reached.
        public var access = Access()
        /// What may end calls from outside: error `cancelled`.
        package var cutoff: Cutoff?
        /// How long after a cut upload its file is deleted: the proxy needs a moment to see the cut, or the worker
        /// keeps the block reserved.
        package var pauseAfterACut: Duration = .seconds(1)
        /// How long after a failed upload's stream was closed its path is taken for free. A proxy that closes many at once
        /// answers some before they are closed (1 of 4,000, by up to 16 ms), and a close completes by path: it would
        /// complete, empty, the file that is made next.
        package var pauseAfterAnUndoingClose: Duration = .milliseconds(200)

        public init() {}
    }

    public let proxy: ProxyAddress
    public let configuration: Configuration
    /// How options are spelled.
    public var dialect: Dialect
    /// When calls end with `timeout`: the caller's limit for a whole file. Undoing and closing have limits of their own.
    public var deadline: MonotonicTime?
    /// Told of every call when it has ended, on the client's thread.
    public var observer: ((CallRecord) -> Void)?
    /// What the Date header of the latest answer said, milliseconds since 1970 by the proxy's clock.
    public var dateOfLatestAnswer: Int64? { connection.header("Date").flatMap(millisecondsSince1970) }

    let connection: HTTPConnection
    /// Whether calls are made to undo a failed upload.
    var isUndoing = false
    /// Whether calls are made to make sure of what was done: where all is cut off they may go on for as long as those that
    /// undo.
    package var isSettling = false

    /// Makes a client. Nothing is sent yet: the first call connects.
    public init(_ proxy: ProxyAddress, configuration: Configuration = Configuration()) throws(AlluxioError) {
        var http = HTTPConnection.Configuration()
        http.connectTimeout = configuration.connectTimeout
        http.maximumIdleTime = configuration.maximumIdleTime
        http.access = configuration.access
        http.cutoff = configuration.cutoff
        do {
            connection = try HTTPConnection(host: proxy.host, port: proxy.port, configuration: http)
        } catch {
            throw AlluxioError(
                error, proxy: proxy, access: configuration.access, operation: .connect, path: nil)
        }
        self.proxy = proxy
        self.configuration = configuration
        dialect = configuration.dialect
    }
}
