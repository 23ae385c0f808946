import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// `serve` with faults, at work.
final class FaultyServe {
    struct Strike: Decodable {
        var kind: String
        var operation: String
        var path: String
        var offset: Int64
        var length: Int64

        /// Those of a fault log.
        static func all(in log: [UInt8]) throws -> [Strike] {
            try log.split(separator: UInt8(ascii: "\n")).map {
                try JSONDecoder().decode(Strike.self, from: Data($0))
            }
        }
    }

    let tool: RunningTool
    let port: Int
    let folder: TemporaryFolder

    init(_ line: String) throws {
        folder = try TemporaryFolder()
        tool = try Tool(in: folder.path).start(
            ["serve", "--port", "0", "--fault-log", "log"] + line.split(separator: " ").map(String.init))
        port = try #require(tool.number(after: "serving Alluxio's REST API at 127.0.0.1:"))
    }

    deinit { tool.send(signal: SIGTERM) }

    var strikes: [Strike] {
        get throws { try Strike.all(in: folder.read("log")) }
    }

    /// Runs a command line against it.
    func run(_ line: String, through: [String] = []) async throws -> Ended {
        let json = folder.path("result.json")
        let words = line.split(separator: " ").map(String.init) + ["--port", "\(port)", "--json", json]
        return Ended(
            try await Tool(in: folder.path, environment: ["ALLUXIO_STRESS_HOST=127.0.0.1"], through: through)
                .run(words),
            resultAt: json)
    }
}

extension RunningTool {
    /// The number that a line of it ends with.
    func number(after beginning: String) -> Int? {
        output { output in
            output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().lazy
                .filter { $0.hasPrefix(beginning) }.compactMap { Int($0.dropFirst(beginning.count)) }.first
        }
    }
}
