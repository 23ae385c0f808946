import Alluxio
import CommandLineOptions
import StressTest

/// Which proxies, how they are reached, and how long each part of a request to them may take.
enum DeploymentOptions {
    static let host = Option(
        "host", .hosts, default: ["localhost"],
        help:
            "The proxies, as host, host:port or [IPv6]:port, with commas between; process P uses proxy P mod their number."
    )
    static let port = Option(
        "port", .port, default: ProxyAddress.defaultPort, help: "The port of a host that names none.")
    static let connectTimeout = Option(
        "connect-timeout", .duration, default: .seconds(5), help: "Until a connection stands.")
    static let stallTimeout = Option(
        "stall-timeout", .duration, default: .seconds(30),
        help: "From a read to its first byte, and between two bytes of a file either way.")
    static let metadataTimeout = Option(
        "metadata-timeout", .duration, default: .seconds(150),
        help: "For the whole answer of every other call, and for the answer to a write whose body is sent.")
    static let timeout = Option(
        "timeout", .duration, help: "For one whole file, from create or open to the last answer.")

    static let group = OptionGroup(
        "Alluxio",
        [host, port] + AccessOptions.all + [connectTimeout, stallTimeout, metadataTimeout, timeout])

    /// - Parameter way: how files are read, where it is not through a proxy.
    static func deployment(_ options: ParsedOptions, _ way: VerifyPlan.Way = .proxy) throws(UsageError)
        -> Deployment
    {
        let defaultPort = options[port]
        let proxies = options[host].compactMap { ProxyAddress($0, defaultPort: defaultPort) }
        var timeouts = Deployment.Timeouts()
        timeouts.connect = options[connectTimeout]
        timeouts.stall = options[stallTimeout]
        timeouts.metadata = options[metadataTimeout]
        timeouts.file = options[timeout]
        var deployment = Deployment(proxies: proxies, timeouts: timeouts)
        if case .proxy = way {
            deployment.access = try AccessOptions.access(options)
        } else {
            try AccessOptions.refuse(options)
        }
        return deployment
    }
}

extension ValueFormat where Value == [String] {
    /// Addresses of proxies with commas between, each as it was written: its port may be that of `--port`.
    fileprivate static var hosts: Self {
        Self(
            placeholder: "HOST,…", write: { $0.joined(separator: ",") },
            read: { text throws(InvalidValue) in
                let hosts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                for host in hosts where ProxyAddress(host) == nil {
                    throw InvalidValue("'\(host)' is not host, host:port or [IPv6]:port")
                }
                return hosts
            })
    }
}
