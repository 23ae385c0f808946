import OSThreads

/// The real Alluxio that the tests' environment names; others may use it at the same time.
///
///     @Suite("…", .enabled(if: RealAlluxio.isAtHand))
public struct RealAlluxio: Sendable {
    /// Where its proxy listens.
    public let host: String
    public let port: Int
    /// The folder with `bin/alluxio`, where the environment says it.
    public let home: String?
    /// The folder of the running cluster, for its script to kill and restart parts; where the environment says it.
    public let cluster: String?

    /// Whether there is one.
    public static var isAtHand: Bool { here != nil }

    /// The one there is: ALLUXIO_STRESS_TEST_PROXY is `host:port`.
    public static let here: RealAlluxio? = {
        guard let proxy = environment("ALLUXIO_STRESS_TEST_PROXY"), let colon = proxy.lastIndex(of: ":"),
            let port = Int(proxy[proxy.index(after: colon)...])
        else { return nil }
        return RealAlluxio(
            host: String(proxy[..<colon]), port: port, home: environment("ALLUXIO_STRESS_TEST_HOME"),
            cluster: environment("ALLUXIO_STRESS_TEST_CLUSTER"))
    }()

    /// `host:port` of the proxy.
    public var proxy: String { "\(host):\(port)" }

    /// The path of a folder that is this test's alone. It is not made, and who makes it deletes it.
    public static func folder(_ test: String) -> String {
        "/test-\(test)-" + String(UInt32.random(in: .min ... .max), radix: 36)
    }
}
