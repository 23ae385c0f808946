import CommandLineOptions
import EmbeddedProxy
import OSThreads

/// `demo`: the whole job against the embedded proxy, with one changed byte being found.
struct Demo: Command {
    static let syntax = CommandSyntax(
        name: "demo",
        summary: "shows the whole job on the embedded proxy, in seconds",
        discussion: [
            "Starts the embedded proxy on a free port and runs get-data, parallel-write, verify-write, parallel-read and verify-read against it in a folder of its own, which is gone afterwards. Then it changes one byte of a local copy, which verify-read must find, cleans up, and ends with a drill of a few faults."
        ],
        groups: [],
        examples: ["alluxio-stress demo"])

    init(_ options: ParsedOptions, _ invocation: Invocation) throws(UsageError) {}

    func run() -> Int32 {
        TerminationSignals.block()
        do {
            let proxy = try EmbeddedProxy(EmbeddedProxy.Configuration(port: 0))
            defer { proxy.stop() }
            return try DemoScript(port: proxy.port).run()
        } catch {
            Console.write("demo: \(error)", to: 2)
            return ExitStatus.fail
        }
    }
}
