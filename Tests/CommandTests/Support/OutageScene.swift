import Alluxio
import OSThreads
import TestSupport
import Testing

/// A folder of a test's own in the Alluxio whose parts fail, and what the tool does there.
///
/// What is watched goes through the first proxy, with short limits; who looks on uses the second.
final class OutageScene: Sendable {
    /// Of a call, and of silence. A part that is down takes a call as long as this.
    static let limit = 5
    /// Of what follows one another in a run that ends: no more calls than this can run into the limit.
    static let calls = 15

    let cluster: Cluster
    let stage: Stage
    private let onlooker: RunningServer

    init() async throws {
        cluster = try await Cluster.started()
        stage = try Stage(RunningServer(cluster))
        onlooker = RunningServer(cluster, proxy: 1)
        try await awaitService()
    }

    /// The proxy that is watched.
    var proxy: [String] { ["--host", "127.0.0.1", "--port", "\(cluster.port(ofProxy: 0))"] }

    /// Starts a line whose result goes to `result`, at the watched proxy or at another address.
    func start(_ line: String, result: String, at address: [String]? = nil) throws -> RunningTool {
        let limits = ["--metadata-timeout", "\(Self.limit)", "--stall-timeout", "\(Self.limit)"]
        return try Tool(in: stage.local.path).start(
            line.split(separator: " ").map(String.init) + (address ?? proxy) + limits + ["--json", result])
    }

    /// The same through a relay.
    func start(_ line: String, result: String, through relay: HeldRelay) throws -> RunningTool {
        try start(line, result: result, at: ["--host", "127.0.0.1", "--port", "\(relay.port)"])
    }

    /// Runs a line that is to pass, without the limits: what is slow then is the machine.
    func expectPass(_ line: String, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let run = try await stage.run(line)
        #expect(run.isPass, "\(line)\n\(run)", sourceLocation: sourceLocation)
        #expect(run.result?.left.isEmpty == true, "\(line)\n\(run)", sourceLocation: sourceLocation)
    }

    func result(_ name: String) throws -> ResultDocument {
        try ResultDocument(at: stage.local.path(name))
    }

    /// The files of a node, as the second proxy lists them; none where there is no folder.
    func files(ofNode node: Int) throws -> [FileStatus] {
        let folder = try stage.path("node_\(node)")
        do {
            return try onlooker.client().listStatus(folder, ListStatusOptions { $0.recursive = true })
                .filter { !$0.folder }
        } catch let error as AlluxioError {
            guard error.code == .notFound else { throw error }
            return []
        }
    }
}

// What is waited for
extension OutageScene {
    /// Looks again and again until `body` says true.
    func until(_ what: String, _ body: () throws -> Bool) async throws {
        try await eventually(what, within: .seconds(120), body)
    }

    /// Until so many files of a node are being written.
    func awaitWriting(ofNode node: Int, files: Int) async throws {
        try await until("node \(node) writes") {
            try self.files(ofNode: node).count { !$0.completed } == files
        }
    }

    /// Until both proxies store and give back a file: a part that was started again takes a moment to be one of them.
    func awaitService() async throws {
        for server in [RunningServer(cluster), onlooker] {
            try await until("service") {
                do {
                    let there = try Stage(server)
                    let path = try there.path("service")
                    try there.write([1], to: "service")
                    defer { try? server.client().delete(path) }
                    return try there.content("service") == [1]
                } catch is AlluxioError {
                    return false
                }
            }
        }
    }

    /// Until what was in doubt is done, or has been given up: the proxy goes on with a call that its client gave up on, would
    /// do it to what comes to stand at the path, and pauses for up to 3 s between its tries.
    func awaitDoneOrGivenUp(_ left: [ResultDocument.Left]) async throws {
        let end = MonotonicTime.now + .seconds(6)
        while try !isDone(left), MonotonicTime.now < end { try await Task.sleep(for: .milliseconds(50)) }
    }

    /// Whether the deletes and closes among these that got no answer have been carried out, as far as can be seen.
    func isDone(_ left: [ResultDocument.Left]) throws -> Bool {
        let client = try onlooker.client()
        return try left.allSatisfy { left in
            let isDelete = left.why.contains("delete got no answer")
            guard isDelete || left.why.contains("close got no answer") else { return true }
            do {
                let status = try client.getStatus(AlluxioPath(left.path))
                return !isDelete && status.completed
            } catch let error as AlluxioError {
                guard error.code == .notFound else { throw error }
                return true
            }
        }
    }
}
