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
    private let open = Monitor<[FileOutStream]>([])
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

    /// Starts one; the test waits for it. The result goes to `result.json`.
    func start(_ line: String) throws -> RunningTool {
        let words = line.split(separator: " ").map(String.init) + proxy
        return try Tool(in: local.path).start(words + ["--json", "result.json"])
    }
}

// What stands in Alluxio
extension Stage {
    func path(_ name: String) throws -> AlluxioPath { try AlluxioPath("\(root)/\(name)") }

    func content(_ name: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try server.client().withReader(path(name)) { reader in _ = try reader.read { bytes += $0 } }
        return bytes
    }

    /// The status; nil where there is nothing.
    func status(_ name: String) throws -> FileStatus? {
        do { return try server.client().getStatus(path(name)) } catch let error as AlluxioError {
            guard error.code == .notFound else { throw error }
            return nil
        }
    }

    /// The names in a folder, sorted; nil where there is none.
    func names(_ name: String) throws -> [String]? {
        guard try status(name) != nil else { return nil }
        return try server.client().listStatus(path(name)).map(\.name).sorted()
    }

    func makeFolder(_ name: String) throws {
        try server.client().createDirectory(path(name), CreateDirectoryOptions { $0.recursive = true })
    }

    /// The mark that a file bears, as text.
    func mark(_ name: String) throws -> String? {
        try status(name)?.xattr?["alluxio-stress"].map { String(decoding: $0, as: UTF8.self) }
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        try server.client().withWriter(path(name), Self.small { $0.recursive = true }) { writer in
            var rest = bytes[...]
            try writer.write { buffer in
                let count = min(rest.count, buffer.count)
                buffer.copyBytes(from: rest.prefix(count))
                rest = rest.dropFirst(count)
                return count
            }
        }
    }

    /// A file that nobody has closed; with a mark where a run is given.
    func leaveIncomplete(_ name: String, run: UInt32? = nil) throws {
        let mark = run.map { Array("1 \($0) 1 0 0 1 1000".utf8) }
        let stream = try server.client().createFile(
            path(name),
            Self.small {
                $0.recursive = true
                $0.xattr = mark.map { ["alluxio-stress": $0] }
            })
        open.withLock { $0.append(stream) }
    }

    /// Options under which a worker reserves little.
    private static func small(_ change: (inout CreateFileOptions) -> Void) -> CreateFileOptions {
        CreateFileOptions {
            $0.blockSizeBytes = 1 << 20
            change(&$0)
        }
    }
}

/// Bytes that are no repetition of anything.
func noise(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
}

extension [UInt8] {
    /// These bytes with one bit of each of some changed.
    func flipped(at offsets: [Int]) -> [UInt8] {
        var bytes = self
        for offset in offsets { bytes[offset] ^= 1 }
        return bytes
    }

    func flipped(at offset: Int) -> [UInt8] { flipped(at: [offset]) }
}
