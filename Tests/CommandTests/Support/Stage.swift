import Alluxio
import Glibc
import OSThreads
import TestSupport
import Testing

/// Where a test runs the tool: a server, a folder there and a local one, both the test's alone and gone with it.
final class Stage: Sendable {
    let server: RunningServer
    /// The folder in Alluxio: `--dst` of writes, `--src` of reads.
    let root = RealAlluxio.folder("commands")
    /// What the file `source` holds.
    let source: [UInt8]
    /// What the tool runs in; the file `source` is in it.
    let local: TemporaryFolder
    private let results: TemporaryFolder
    private let resultCount = Counter()
    /// Streams that a test left open.
    let open = Monitor<[FileOutStream]>([])
    /// Whether what the test made must be deleted.
    private let isShared: Bool

    private init(_ server: RunningServer, isShared: Bool, source: [UInt8]) throws {
        self.server = server
        self.isShared = isShared
        self.source = source
        local = try TemporaryFolder()
        results = try TemporaryFolder()
        try local.write(source, to: "source")
    }

    convenience init(_ server: Server, source: [UInt8] = noise(10_000)) throws {
        try self.init(RunningServer(server), isShared: server == .real, source: source)
    }

    convenience init(_ scripted: ScriptedAlluxio, source: [UInt8] = noise(10_000)) throws {
        try self.init(RunningServer(scripted), source: source)
    }

    /// On a server that keeps nothing after the test.
    convenience init(_ server: RunningServer, source: [UInt8] = noise(10_000)) throws {
        try self.init(server, isShared: false, source: source)
    }

    deinit {
        guard isShared else { return }
        guard let client = try? server.client(), let root = try? AlluxioPath(root) else { return }
        try? client.delete(root, DeleteOptions { $0.recursive = true })
        for stream in open.withLock({ $0 }) { try? client.close(stream) }
    }

    /// The options that name the server.
    var proxy: [String] { ["--host", server.host, "--port", "\(server.port)"] }

    /// `parallel-write` of `source`, for node 1 where the line names no other.
    func write(_ line: String = "") async throws -> Ended {
        try await run("parallel-write --node 1 --src source --dst \(root) --block-size 1MB \(line)")
    }

    /// Runs a command line, its words between spaces, against the server.
    func run(_ line: String, environment: [String] = [], through: [String] = []) async throws -> Ended {
        let json = results.path("\(resultCount.next()).json")
        var words = line.split(separator: " ").map(String.init)
        words.insert(contentsOf: proxy + ["--json", json], at: 1)
        let tool = Tool(in: local.path, environment: environment, through: through)
        return Ended(try await tool.run(words), resultAt: json)
    }

    /// Lets other users keep results.
    func makeResultsWritable() { chmod(results.path, 0o777) }

    /// Starts one; the test waits for it. The result goes to `result.json`, or where the line says.
    func start(_ line: String, result: String? = "result.json") throws -> RunningTool {
        let words = line.split(separator: " ").map(String.init) + proxy
        return try Tool(in: local.path).start(words + (result.map { ["--json", $0] } ?? []))
    }
}
