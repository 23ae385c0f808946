import FoundationEssentials
import Glibc
import OSThreads
import Testing

/// A real Alluxio of the tests' own, each part of which may be killed, paused and started again.
///
/// `cluster.sh` of the folder that ALLUXIO_STRESS_TEST_CLUSTERS names starts it, once for all tests that ask. It ends with the
/// tests' process, however that ends.
public final class Cluster: Sendable {
    /// The folder with `cluster.sh`; nil where there is none.
    private static let home = environment("ALLUXIO_STRESS_TEST_CLUSTERS").flatMap {
        $0.isEmpty ? nil : $0
    }
    public static let isAtHand = home != nil
    public static let skipped: Comment = "ALLUXIO_STRESS_TEST_CLUSTERS names no folder with a cluster.sh"
    private static let startedOnce = Task { try await Cluster(home: home ?? "") }

    /// The one there is; the first that asks waits until it serves.
    public static func started() async throws -> Cluster { try await startedOnce.value }

    private let script: String
    private let folder: String
    private let offset: Int

    private struct Failure: Error, CustomStringConvertible { var description: String }

    /// A master, two proxies and a worker with 2 GB: each upload that a test breaks off may keep a block of 64 MB reserved for good
    /// (F6), and a full worker would fail the tests after it.
    private init(home: String) async throws {
        script = home + "/cluster.sh"
        folder = try Self.makeFolder()
        try await Self.keep(folder)
        // What else runs may take a port that was free a moment ago.
        for _ in 0..<3 {
            let offset = try Self.freeOffset()
            let start = try await Self.run(
                script,
                ["start", folder, "--offset", "\(offset)", "--proxies", "2", "--set", "worker.size=2GB"])
            if start.status == .exited(0) {
                self.offset = offset
                return
            }
            print("the Alluxio for outages did not start:\n\(start.output)")
            _ = try await Self.run(script, ["stop", folder])
        }
        throw Failure(description: "no Alluxio started that could be killed")
    }

    /// The port of a proxy.
    public func port(ofProxy number: Int) -> Int { Self.proxyPort + offset + 10 * number }

    /// How many blocks are open for writers on the worker, which has a temporary file for each.
    public var openBlocks: Int {
        let files = try? FileManager.default.subpathsOfDirectory(atPath: folder + "/mem")
        return files?.count {
            $0.contains("/.tmp_blocks/") && $0.split(separator: "/").last?.contains("-") == true
        } ?? 0
    }

    /// Kills a part, `master`, `worker-0` or `proxy-0`, while `body` runs, and starts it again.
    public func killing<Value: Sendable>(_ part: String, _ body: @Sendable () async throws -> Value)
        async throws
        -> Value
    {
        try await command("kill", part)
        return try await finally({ try await self.command("up", part) }, body)
    }

    /// Stops a part in its midst while `body` runs, and lets it go on.
    public func pausing<Value: Sendable>(_ part: String, _ body: @Sendable () async throws -> Value)
        async throws
        -> Value
    {
        try signal(part, SIGSTOP)
        return try await finally({ try self.signal(part, SIGCONT) }, body)
    }

    /// Starts one more part, which has this property, unlike the others.
    public func start(_ part: String, with property: String) async throws {
        let file = folder + "/conf/alluxio-site.properties"
        let properties = try String(contentsOfFile: file, encoding: .utf8)
        try (properties + property + "\n").write(toFile: file, atomically: true, encoding: .utf8)
        try await finally(
            { try properties.write(toFile: file, atomically: true, encoding: .utf8) },
            { try await self.command("up", part) })
    }

    private func finally<Value: Sendable>(
        _ end: () async throws -> Void, _ body: () async throws -> Value
    ) async throws -> Value {
        let value: Value
        do { value = try await body() } catch {
            try await end()
            throw error
        }
        try await end()
        return value
    }

    private func command(_ verb: String, _ part: String) async throws {
        let run = try await Self.run(script, [verb, folder, part])
        guard run.status == .exited(0) else {
            throw Failure(description: "cluster.sh \(verb) \(part): \(run)")
        }
    }

    private func signal(_ part: String, _ signal: Int32) throws {
        let file = try String(contentsOfFile: "\(folder)/run/\(part).pid", encoding: .utf8)
        guard let process = pid_t(file.filter(\.isNumber)), kill(process, signal) == 0 else {
            throw Failure(description: "no \(part) to signal")
        }
    }

    private static func run(_ program: String, _ arguments: [String]) async throws -> Tool.Run {
        try await RunningTool(program, arguments, folder: "/", environment: []).end()
    }
}

// Where it stands
extension Cluster {
    private static let proxyPort = 39999
    private static let ports = [19998, 19999, 29999, 30000, 39999, 40009, 40019]

    /// In memory where there is room for what a worker and its tests write.
    private static func makeFolder() throws -> String {
        var space = statvfs()
        let inMemory =
            statvfs("/dev/shm", &space) == 0 && UInt64(space.f_bavail) * UInt64(space.f_frsize) >= 3 << 30
        var template = Array("\(inMemory ? "/dev/shm" : "/tmp")/alluxio-stress-outage.XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw SystemError(doing: "make a folder") }
        return String(cString: made)
    }

    /// Starts what ends all parts and takes the folder away once this process is gone.
    private static func keep(_ folder: String) async throws {
        let keeper = """
            while kill -0 \(getpid()) 2>/dev/null; do sleep 1; done
            for part in '\(folder)'/run/*.pid; do kill -KILL "$(cat "$part")"; done
            rm -rf '\(folder)'
            """
        _ = try await run(
            "/bin/sh", ["-c", "setsid /bin/sh -c \"$0\" </dev/null >/dev/null 2>&1 &", keeper])
    }

    /// A number to add to Alluxio's ports by which all of them are free, and none of those that the system gives to
    /// connections, of which one could come to stand on a part's port while the part is down.
    private static func freeOffset() throws -> Int {
        for _ in 0..<50 {
            let offset = -100 * Int.random(in: 80...170)
            let taken = ports.contains { port in
                guard let connection = try? connectTo(host: "127.0.0.1", port: port + offset) else {
                    return false
                }
                close(connection)
                return true
            }
            if !taken { return offset }
        }
        throw Failure(description: "no free ports for an Alluxio")
    }
}
