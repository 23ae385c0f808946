import TestSupport
import Testing

@Suite("Help", .timeLimit(.minutes(20)))
struct HelpTests {
    private static let common = [
        "--host HOST,…  (default localhost)", "--port PORT  (default 39999)",
        "--connect-timeout TIME  (default 5s)",
        "--tls", "--ca-file FILE", "--insecure", "--header 'NAME: VALUE'", "--header-file FILE",
        "--http-proxy http://HOST:PORT", "--http-proxy-credentials FILE",
        "--stall-timeout TIME  (default 30s)", "--metadata-timeout TIME", "--timeout TIME", "--json FILE",
        "--no-progress", "--quiet", "--verbose", "--help",
    ]

    @Test(
        "of a command names its options and their defaults, and fits 80 columns",
        arguments: [
            (
                "parallel-write",
                common + [
                    "--node NAME  (required)", "--src FILE", "--size SIZE  (default 5MB)", "--run N",
                    "--files N  (default 1)",
                    "--dst PATH  (default /alluxio-py-test)",
                    "--iteration N  (default 1)", "--nprocess N  (default 1)", "(default MUST_CACHE)",
                    "--block-size SIZE",
                    "--force", "--no-mark", "--record FILE", "--record-sync",
                ]
            ),
            (
                "parallel-read",
                common + [
                    "--src PATH  (required)", "--node NAME", "--dst FOLDER", "--expect FILE",
                    "--iteration N  (default 1)",
                    "--nprocess N  (default 1)", "--read-type NO_CACHE|CACHE|CACHE_PROMOTE",
                    "--files N  (default 1)", "--free", "--record FILE", "--run N",
                    "--read-from own|next|all  (default own)", "--shuffle SEED",
                ]
            ),
            (
                "mixed",
                common + [
                    "--node NAME  (required)", "--size SIZE  (default 5MB)", "--run N",
                    "--files N  (default 4)", "--dst PATH  (default /alluxio-py-test)",
                    "--iteration N  (default 2)", "--nprocess N  (default 4)",
                    "--write-share PERCENT  (default 30)", "--duration TIME", "--warmup TIME", "--rate N",
                    "(default MUST_CACHE)", "--read-type NO_CACHE|CACHE|CACHE_PROMOTE",
                    "--block-size SIZE", "--force", "--no-mark", "--record FILE", "--record-sync",
                ]
            ),
            (
                "verify-write",
                common + [
                    "--node NAME", "--nfiles N", "--files N  (default 1)", "--src FILE", "--record FILE",
                    "--run N", "--dst PATH  (default /alluxio-py-test)", "--nprocess N  (default 4)",
                    "--home FOLDER", "--mount FOLDER",
                ]
            ),
            (
                "verify-read",
                common + [
                    "--src PATH  (required)", "--node NAME", "--dst FOLDER  (required)",
                    "--nfiles N  (required)",
                    "--nprocess N  (default 4)", "--home FOLDER", "--mount FOLDER",
                    "--files N  (default 1)", "--record FILE", "--run N",
                ]
            ),
            ("get-data", ["--output FILE  (default data/5mb.txt)", "--size SIZE  (default 5MB)", "--force"]),
            ("serve", ["--port PORT  (default 39999)"]), ("demo", ["--help"]),
            ("explain", ["FILE…  (required)", "--json FILE", "--help"]),
            (
                "report",
                [
                    "FILE…  (required)", "--merge", "--format text|json|html|csv  (default text)",
                    "--json FILE",
                    "--quiet", "--verbose", "Exit status: ",
                ]
            ),
            (
                "clean",
                common + [
                    "--node NAME  (required)", "--dst PATH  (default /alluxio-py-test)", "--dry-run",
                    "--force", "DST/node_NAME/process_P ", "DST/node_NAME/process_P/file_F",
                ]
            ),
        ] as [(String, [String])])
    func command(name: String, options: [String]) async throws {
        let run = try await Tool().run(name, "--help")
        #expect(run.status == .exited(0))
        for option in options { #expect(run.output.contains(option), "\(option)") }
        for line in run.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        #expect(run.output.contains("Example:\n  alluxio-stress "))
    }

    @Test("of the program names every command, and fits 80 columns", arguments: ["--help", "-h", "help"])
    func program(word: String) async throws {
        let run = try await Tool().run(word)
        #expect(run.status == .exited(0))
        for command in [
            "parallel-write", "parallel-read", "verify-write", "verify-read", "get-data", "serve", "demo",
            "explain", "clean", "report",
        ] {
            #expect(run.output.contains("  \(command) "), "\(command)")
        }
        for line in run.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }

    @Test("is what a call without a command gets, with exit status 2")
    func none() async throws {
        let run = try await Tool().run()
        #expect(run.status == .exited(2))
        #expect(run.output.contains("parallel-write"))
    }

    @Test("--version names the program and its version")
    func version() async throws {
        let run = try await Tool().run("--version")
        #expect(run.status == .exited(0))
        #expect(run.output.hasPrefix("alluxio-stress ") && run.output.split(separator: "\n").count == 1)
    }
}

@Suite("The environment of the program", .ownThread, .timeLimit(.minutes(20)))
struct ProgramEnvironmentTests {
    @Test("stands over defaults, and the command line over it; what a command lacks is ignored")
    func precedence() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        let variables = [
            "ALLUXIO_STRESS_NPROCESS=3", "ALLUXIO_STRESS_ITERATION=5", "ALLUXIO_STRESS_NO_MARK=1",
            "ALLUXIO_STRESS_NFILES=x", "ALLUXIO_STRESS_EXPECT=/no/file",
        ]
        let run = try await stage.run(
            "parallel-write --node 1 --src source --iteration 2", environment: variables)
        #expect(run.isPass, "\(run)")
        #expect(run.result?.totals.files == 6)
        #expect(run.result?.options["no-mark"] == "1")
    }
}
