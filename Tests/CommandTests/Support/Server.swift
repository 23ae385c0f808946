import Alluxio
import EmbeddedProxy
import TestSupport
import Testing

/// A server that every command is tested on.
enum Server: String, CaseIterable, CustomTestStringConvertible {
    /// The Alluxio that the environment names.
    case real
    /// `alluxio-stress serve`, started for the test.
    case embedded

    /// Those that are at hand.
    static let all: [Server] = (RealAlluxio.isAtHand ? [.real] : []) + [.embedded]

    var testDescription: String { self == .real ? "the real Alluxio" : "the embedded proxy" }
}

/// A server at work.
struct RunningServer: Sendable {
    let host: String
    let port: Int
    /// What serves, and ends when nobody holds it any more.
    private let owner: (any Sendable)?

    init(_ server: Server) throws {
        if server == .real, let real = RealAlluxio.here {
            self.init(host: real.host, port: real.port, owner: nil)
        } else {
            try self.init(serving: [])
        }
    }

    private init(host: String, port: Int, owner: (any Sendable)?) {
        self.host = host
        self.port = port
        self.owner = owner
    }

    /// The embedded proxy with these options.
    init(serving options: [String]) throws {
        let program = try Tool().start(["serve", "--port", "0"] + options)
        let port = program.output { output in
            output.contains("\n")
                ? output.split(separator: "\n").first?.split(separator: ":").last.flatMap { Int($0) } : nil
        }
        (host, self.port, owner) = ("127.0.0.1", try #require(port), program)
    }

    /// A proxy of the Alluxio whose parts may be killed.
    init(_ cluster: Cluster, proxy: Int = 0) {
        self.init(host: "127.0.0.1", port: cluster.port(ofProxy: proxy), owner: nil)
    }

    /// In this process, so that a test can see what it does.
    init(_ proxy: EmbeddedProxy) { (host, port, owner) = ("127.0.0.1", proxy.port, proxy) }

    init(_ dead: DeadPort) { (host, port, owner) = ("127.0.0.1", dead.port, dead) }

    init(_ scripted: ScriptedAlluxio) { (host, port, owner) = ("127.0.0.1", scripted.server.port, scripted) }

    func client() throws -> AlluxioClient { try AlluxioClient(ProxyAddress(host: host, port: port)) }
}
