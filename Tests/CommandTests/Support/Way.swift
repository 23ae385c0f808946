import TestSupport
import Testing

/// How a verifier reads files.
enum Way: CustomTestStringConvertible {
    /// Through a server's proxy.
    case proxy(Server)
    /// Through the real Alluxio's own shell; a second or two a file.
    case shell(home: String)

    static let proxies: [Way] = Server.all.map { .proxy($0) }
    static let all: [Way] =
        proxies + (RealAlluxio.here?.home.map { [.shell(home: $0)] } ?? [])

    var server: Server { if case .proxy(let server) = self { server } else { .real } }

    var testDescription: String {
        if case .proxy(let server) = self { server.testDescription } else { "Alluxio's shell" }
    }
}

extension Stage {
    /// A shell is a JVM of its own: several at once would starve each other.
    private static let shells = Places(1)

    /// Runs a verifier, in this way.
    func verify(_ line: String, by way: Way) async throws -> Ended {
        guard case .shell(let home) = way else { return try await run(line) }
        let configuration = environment("ALLUXIO_CONF_DIR").map { ["ALLUXIO_CONF_DIR=\($0)"] } ?? []
        return try await Self.shells.hold {
            try await run("\(line) --home \(home) --stall-timeout 150s", environment: configuration)
        }
    }
}
