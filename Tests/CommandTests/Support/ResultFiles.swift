import Report
import TestSupport
import Testing

/// Result files of runs, and `report` run on them.
final class ResultFiles: Sendable {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    func report(_ line: String, environment: [String] = []) async throws -> Tool.Run {
        let words = line.split(separator: " ").map(String.init)
        return try await Tool(in: folder.path, environment: environment).run(["report"] + words)
    }

    /// The same with standard output and standard error apart.
    func reportApart(_ line: String) async throws -> (run: Tool.Run, output: [UInt8], errors: String) {
        let script = #"exec "$@" >output 2>errors"#
        let words = line.split(separator: " ").map(String.init)
        let run = try await Tool(in: folder.path, through: ["/bin/sh", "-c", script, "sh"]).run(
            ["report"] + words)
        return (run, try folder.read("output"), String(decoding: try folder.read("errors"), as: UTF8.self))
    }

    /// Runs a line against a server, its result under a name.
    func run(_ line: String, on server: RunningServer, named name: String) async throws -> Tool.Run {
        let words =
            line.split(separator: " ").map(String.init)
            + ["--host", server.host, "--port", "\(server.port)", "--json", name]
        return try await Tool(in: folder.path).run(words)
    }

    func document(_ name: String) throws -> Report.ResultDocument {
        try Report.ResultDocument(folder.read(name), file: name)
    }
}
