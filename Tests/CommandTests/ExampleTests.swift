import Glibc
import TestSupport
import Testing

@Suite("The example of", .ownThread, .timeLimit(.minutes(20)))
struct ExampleTests {
    /// The examples of a command's help, each as the words of a command line.
    private func examples(of command: String) async throws -> [[String]] {
        let help = try await Tool().run(command, "--help").output
        let text = try #require(help.split(separator: "Example:\n").last).replacing("\\\n", with: " ")
        return text.split(separator: "\n").map { $0.split(separator: " ").dropFirst().map(String.init) }
    }

    @Test("every command works as printed, one after the other")
    func all() async throws {
        let server = try RunningServer(.embedded)
        let folder = try TemporaryFolder()
        let tool = Tool(
            in: folder.path,
            environment: ["ALLUXIO_STRESS_PORT=\(server.port)", "ALLUXIO_STRESS_HOST=127.0.0.1"])
        for command in [
            "get-data", "explain", "parallel-write", "parallel-read", "mixed", "verify-write", "verify-read",
            "clean",
        ] {
            let examples = try await examples(of: command)
            #expect(!examples.isEmpty)
            for words in examples {
                let run = try await tool.run(words)
                #expect(run.status == .exited(0), "\(words.joined(separator: " "))\n\(run)")
            }
        }
    }

    @Test("serve works as printed, on a free port")
    func serve() async throws {
        let examples = try await examples(of: "serve")
        #expect(!examples.isEmpty)
        for words in examples {
            // The printed port may be another's on this machine.
            let tool = try Tool().start(words + ["--port", "0"])
            #expect(tool.output { $0.contains("serving Alluxio's REST API at ") ? true : nil } == true)
            tool.send(signal: SIGTERM)
            #expect(try await tool.end().status == .exited(143))
        }
    }
}

@Suite("Several proxies", .ownThread, .timeLimit(.minutes(20)))
struct SeveralProxiesTests {
    @Test("share the processes: process p uses proxy p mod n, and stays with it")
    func share() async throws {
        let proxies = try (0..<3).map { _ in try ScriptedAlluxio() }
        let stage = try Stage(proxies[0])
        for proxy in proxies {
            for process in 0..<5 { proxy.put(.file("/a/node_1/process_\(process)", stage.source)) }
        }
        let hosts = proxies.map { "127.0.0.1:\($0.server.port)" }.joined(separator: ",")
        let run = try await stage.run(
            "parallel-read --src /a --node 1 --nprocess 5 --iteration 2 --expect source --host \(hosts)")
        #expect(run.isPass, "\(run)")
        let opened = proxies.map { $0.calls("open-file").map { $0.path.suffix(1) }.sorted() }
        #expect(opened == [["0", "0", "3", "3"], ["1", "1", "4", "4"], ["2", "2"]])
        #expect(run.result?.server.proxies.count == 3)
    }

    @Test("take the port of --port where they name none")
    func port() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        let run = try await stage.run(
            "parallel-read --src /no/file --host 127.0.0.1,localhost:\(stage.server.port) --port \(stage.server.port)"
        )
        #expect(
            run.result?.server.proxies == [
                "127.0.0.1:\(stage.server.port)", "localhost:\(stage.server.port)",
            ])
        #expect(run.findings.map(\.kind) == ["missing"])
    }
}
