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
