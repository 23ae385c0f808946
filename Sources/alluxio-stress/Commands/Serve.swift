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
            "Answers as the proxy of an Alluxio would, and keeps everything in memory, files' bytes on disk with --directory. Generated data is not kept but made again for each reader, so that terabytes of it fit. It ends by Ctrl-C."
        ] + FaultOptions.discussion,
        groups: [
            OptionGroup("Where it listens", [port, listen]),
            OptionGroup("Where it keeps files", [DirectoryOptions.directory]),
            DialectOptions.group, ServeLimits.group, FaultOptions.group,
        ],
        examples: [
            "alluxio-stress serve --port 39999",
            "alluxio-stress serve --directory /var/tmp/alluxio",
            "alluxio-stress serve --fault cut:every=10 --fault 500:probability=0.01 --seed 7",
        ])

    private let configuration: EmbeddedProxy.Configuration
    private let faults: FaultOptions

    init(_ options: ParsedOptions, _ invocation: Invocation) throws(UsageError) {
        var configuration = EmbeddedProxy.Configuration(
            listenAddress: options[Self.listen], port: options[Self.port],
            directory: try DirectoryOptions.emptyFolder(options))
        ServeLimits.set(options, in: &configuration)
        faults = try FaultOptions(options)
        configuration.faults = faults.faults
        configuration.seed = faults.seed
        try DialectOptions.set(&configuration, options)
        self.configuration = configuration
    }

    func run() -> Int32 {
        TerminationSignals.block()
        // Each connection is one, and on disk each open file.
        _ = DescriptorLimit.raise()
        do {
            let proxy = try EmbeddedProxy(try withFaultLog())
            defer { proxy.stop() }
            let control = try faults.controlPort.map { port in try ControlPort(of: proxy, port: port) }
            defer { control?.stop() }
            let address = configuration.listenAddress
            let host = address.contains(":") ? "[\(address)]" : address
            Console.write("serving Alluxio's REST API at \(host):\(proxy.port)", to: 1)
            if let control { Console.write("control at http://127.0.0.1:\(control.port)", to: 1) }
            if faults.saysSeed { Console.write("faults draw from --seed \(faults.seed)", to: 1) }
            return ExitStatus.signal(TerminationSignals.wait())
        } catch {
            Console.write("serve: \(error)", to: 2)
            return ExitStatus.notStarted
        }
    }

    private func withFaultLog() throws -> EmbeddedProxy.Configuration {
        guard let path = faults.logPath else { return configuration }
        let log = try FaultLogFile(path)
        var configuration = configuration
        configuration.faultSink = { record in
            do { try log.add(record) } catch { Console.write("serve: \(error)", to: 2) }
        }
        return configuration
    }
}
