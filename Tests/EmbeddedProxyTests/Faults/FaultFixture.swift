import Alluxio
import EmbeddedProxy
import HTTP
import OSThreads
import TestSupport
import Testing

/// A proxy of a test's own whose strikes are gathered, and clients of it.
final class FaultFixture {
    let proxy: EmbeddedProxy
    let client: AlluxioClient
    /// One whose limits are short.
    let impatient: AlluxioClient
    private let gathered: Monitor<[FaultRecord]>

    /// - Parameter patience: The impatient client's limits.
    init(
        _ faults: String..., seed: UInt64 = 1, directory: String? = nil, patience: Duration = .seconds(1)
    ) throws {
        let gathered = Monitor<[FaultRecord]>([])
        var configuration = EmbeddedProxy.Configuration(port: 0, directory: directory)
        configuration.faults = try faults.map { try Fault($0) }
        configuration.seed = seed
        configuration.faultSink = { record in gathered.update { $0.append(record) } }
        proxy = try EmbeddedProxy(configuration)
        self.gathered = gathered
        client = try Self.client(of: proxy, limit: .seconds(20))
        impatient = try Self.client(of: proxy, limit: patience)
    }

    deinit { proxy.stop() }

    private static func client(of proxy: EmbeddedProxy, limit: Duration) throws -> AlluxioClient {
        var settings = AlluxioClient.Configuration()
        settings.stallTimeout = limit
        settings.metadataTimeout = limit
        return try AlluxioClient(
            ProxyAddress(host: "127.0.0.1", port: proxy.port), configuration: settings)
    }

    /// What was struck so far.
    var strikes: [FaultRecord] { gathered.withLock { $0 } }

    /// What was struck since the last call.
    func takeStrikes() -> [FaultRecord] {
        gathered.withLock { records in
            defer { records = [] }
            return records
        }
    }

    /// Waits for the first strike.
    func awaitStrike() {
        let struck: Bool? = gathered.wait(until: .now + .seconds(20)) { $0.isEmpty ? nil : true }
        #expect(struck == true)
    }

    func add(_ faults: String...) throws { proxy.add(try faults.map { try Fault($0) }) }

    /// Writes a complete file, also to where the under store has it.
    func store(_ content: [UInt8], at path: String) throws {
        try client.store(content, at: AlluxioPath(path)) { $0.writeType = .cacheThrough }
    }

    func read(_ stream: FileInStream) throws -> [UInt8] { try client.bytes(of: stream) }

    func content(of path: String) throws -> [UInt8] { try client.content(of: AlluxioPath(path)) }

    func status(_ path: String) throws -> FileStatus { try client.getStatus(AlluxioPath(path)) }

    /// All that the proxy says of what it has.
    func everything() throws -> [String] {
        let state = proxy.state
        let listed = try client.listStatus(AlluxioPath("/"), .with { $0.recursive = true })
        return listed.map { "\($0)" } + ["\(state.openStreams) \(state.files) \(state.bytes)"]
    }

    /// Stores and reads a file, and gives what came, with how it ended.
    func readNew(_ content: [UInt8], by reader: AlluxioClient? = nil) throws -> (
        came: [UInt8], error: AlluxioError.Code?
    ) {
        try store(content, at: "/file")
        let stream = try client.openFile(AlluxioPath("/file"))
        var came: [UInt8] = []
        do {
            try (reader ?? client).read(stream) { came += $0 }
            return (came, nil)
        } catch {
            return (came, error.code)
        }
    }
}

extension AlluxioError {
    /// What happened, also where it leaves in doubt what was done.
    var happened: Code { code == .inDoubt ? (cause as? AlluxioError)?.code ?? code : code }
}

/// How long `body` takes.
func timed(_ body: () throws -> Void) rethrows -> Duration {
    let start = MonotonicTime.now
    try body()
    return .now - start
}
