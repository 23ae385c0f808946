import CommandLineOptions
import EmbeddedProxy
import OSThreads

/// `serve`: the embedded proxy, until a signal ends it.
struct Serve: Command {
    private static let port = Option(
        "port", .number(0...65535, placeholder: "PORT"), default: 39999,
        help: "The port to listen on; 0 takes a free one, and says which.")
    private static let listen = Option(
        "listen", .ipAddress, default: "127.0.0.1", help: "The IPv4 or IPv6 address to listen on.")

    static let syntax = CommandSyntax(
        name: "serve",
        summary: "the embedded proxy: an Alluxio REST proxy in memory",
        discussion: [
            "Answers as the proxy of an Alluxio 2.9.6 would, and keeps everything in memory. It ends by Ctrl-C."
        ],
        groups: [OptionGroup("Where it listens", [port, listen]), ServeLimits.group],
        examples: ["alluxio-stress serve --port 39999"])

    private let configuration: EmbeddedProxy.Configuration

    init(_ options: ParsedOptions, calledAs: CompatibleName?) throws(UsageError) {
        var configuration = EmbeddedProxy.Configuration(
            listenAddress: options[Self.listen], port: options[Self.port])
        ServeLimits.set(options, in: &configuration)
        self.configuration = configuration
    }

    func run() -> Int32 {
        TerminationSignals.block()
        do {
            let proxy = try EmbeddedProxy(configuration)
            let address = configuration.listenAddress
            let host = address.contains(":") ? "[\(address)]" : address
            Console.write("serving Alluxio's REST API at \(host):\(proxy.port)", to: 1)
            let signal = TerminationSignals.wait()
            proxy.stop()
            return ExitStatus.signal(signal)
        } catch {
            Console.write("serve: \(error)", to: 2)
            return ExitStatus.notStarted
        }
    }
}
