import Testing

/// mpirun, with the ranks spread over four hosts of this machine, which have addresses of their own.
public final class FourHosts: Launcher {
    public static let isAtHand = Harness.isAtHand("four-hosts")

    private static let startedOnce = Task { try await FourHosts() }

    /// The ones there are, for all tests that ask; the first waits until they answer.
    public static func started() async throws -> FourHosts { try await startedOnce.value }

    /// Where a program that is run `beside` them is reached from them.
    public static let addressBeside = "10.77.0.254"

    public let name = "mpirun over four hosts"
    public let environment = Mpirun.asRoot
    private let harness: Harness

    private init() async throws { harness = try await Harness("four-hosts") }

    public func line(ranks: Int, options: [String]) -> [String] {
        let ssh =
            "-F /dev/null -i \(harness.folder.path("key")) -o StrictHostKeyChecking=no "
            + "-o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"
        let hosts = (1...4).map { "10.77.0.\($0):64" }.joined(separator: ",")
        // The ssh of an mpirun that had to be killed would go on, and with it what it writes to.
        return [
            "mpirun", "--mca", "plm_rsh_agent", "setpriv --pdeathsig KILL ssh", "--mca", "plm_rsh_args", ssh,
            "--mca", "oob_tcp_if_include", "10.77.0.0/24",
            "--mca", "orte_tmpdir_base", harness.folder.path, "--map-by", "node", "--host", hosts, "-n",
            "\(ranks)",
        ] + options
    }

    /// A command line that runs another on the network of the four hosts, outside them.
    public var beside: [String] {
        ["nsenter", "--target", "\(harness.processID)", "--net", "--uts"]
    }
}
