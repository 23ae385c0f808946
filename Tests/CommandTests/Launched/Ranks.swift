import FoundationEssentials
import Glibc
import Report
import TestSupport
import Testing

/// A run of several ranks on this machine.
enum Ranks {
    /// Runs a line as so many ranks, its result in `all.json` and each node's own beside it.
    static func run(
        _ line: String, on stage: Stage, ranks: Int, by launcher: some Launcher = Mpirun(),
        at proxy: [String]? = nil
    ) async throws -> Tool.Run {
        try await launcher.run(
            ranks: ranks, [Tool.path] + words(line, on: stage, at: proxy), in: stage.local.path)
    }

    static func words(_ line: String, on stage: Stage, at proxy: [String]? = nil) -> [String] {
        line.split(separator: " ").map(String.init) + (proxy ?? stage.proxy) + ["--json", "all.json"]
    }

    /// The result in a file.
    static func result(_ path: String) throws -> Report.ResultDocument {
        try Report.ResultDocument(try bytes(ofFile: path), file: path)
    }

    /// The process of a rank of the run in a folder.
    static func process(ofRank rank: Int, in folder: String) -> pid_t? {
        let processes =
            (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.compactMap { pid_t($0) } ?? []
        return processes.first { process in
            guard
                let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/exe"),
                link.hasSuffix("/alluxio-stress"),
                (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/cwd"))
                    == folder,
                let variables = try? bytes(ofFile: "/proc/\(process)/environ")
            else { return false }
            return variables.split(separator: 0).contains { $0.elementsEqual("PMIX_RANK=\(rank)".utf8) }
        }
    }

    /// Starts three ranks that write.
    ///
    /// - Parameters:
    ///   - options: the launcher's own.
    ///   - command: runs the tool, whose line is put behind it.
    static func start(
        _ more: String, on stage: Stage, options: [String] = [], as command: [String] = []
    ) throws -> RunningTool {
        let line = "parallel-write --nprocess 2 --size 20KB --no-progress " + more
        return try Mpirun().start(
            ranks: 3, options: options, command + [Tool.path] + words(line, on: stage), within: 240,
            in: stage.local.path)
    }

    /// On which no file of a node comes to stand.
    static func alluxioThatStalls(node: Int) throws -> ScriptedAlluxio {
        try ScriptedAlluxio(answering: {
            $0.operation == "create-file" && $0.path.contains("/node_\(node)/") ? .instead([.stall]) : .usual
        })
    }

    /// Until a node begins a file.
    static func awaitFile(ofNode node: Int, at alluxio: ScriptedAlluxio) throws {
        try #require(
            alluxio.server.requests {
                $0.contains { $0.target.contains("node_\(node)/process_0/create-file") }
            })
    }

    /// Until the results of all nodes have files.
    static func awaitFiles(ofNodes count: Int, in stage: Stage) async throws {
        for node in 0..<count { try await awaitResult(ofNode: node, in: stage) { $0.totals.files > 0 } }
    }

    static func kill(rank: Int, of stage: Stage, by signal: Int32) throws {
        let found = try #require(process(ofRank: rank, in: stage.local.path))
        Glibc.kill(found, signal)
    }

    /// Until a node's own result is as `condition` has it.
    static func awaitResult(
        ofNode node: Int, in stage: Stage, _ condition: (Report.ResultDocument) -> Bool
    ) async throws {
        try await eventually("the result of node \(node)", within: .seconds(60)) {
            (try? result(stage.local.path("all.node_\(node).json"))).map(condition) == true
        }
    }
}
