import FoundationEssentials
import TestSupport
import Testing

/// A server behind nginx, which speaks TLS with a certificate of the test's own authority.
private struct TLSSite {
    let stage: Stage
    let nginx: Nginx
    let authority: TestAuthority

    init(_ names: String = "IP:127.0.0.1", days: Int = 2, server: RunningServer? = nil, source: Int = 10_000)
        throws
    {
        stage = try Stage(server ?? RunningServer(.embedded), source: noise(source))
        authority = try TestAuthority()
        nginx = try Nginx(authority.sign(names, days: days), to: stage.server.port)
    }

    /// Runs a command line by TLS.
    func run(_ line: String, trusting options: String? = nil) async throws -> Ended {
        let trust = options ?? "--tls --ca-file \(authority.file)"
        return try await stage.run("\(line) --port \(nginx.port) \(trust)")
    }
}

@Suite("By TLS through nginx", .ownThread, .timeLimit(.minutes(20)))
struct CommandsByTLSTests {
    private static let write = "parallel-write --node 1 --src source --dst /a"

    @Test("every command works", arguments: Server.all)
    func all(server: Server) async throws {
        let stage = try Stage(server, source: noise(200_000))
        let authority = try TestAuthority()
        let nginx = try Nginx(authority.sign("IP:127.0.0.1"), to: stage.server.port)
        for line in [
            "parallel-write --node 1 --nprocess 3 --iteration 2 --size 300000 --block-size 1MB --dst \(stage.root)",
            "parallel-read --src \(stage.root) --node 1 --nprocess 3 --dst copies",
            "verify-write --node 1 --nfiles 3 --dst \(stage.root)",
            "verify-read --src \(stage.root) --node 1 --nfiles 3 --dst copies",
            "clean --node 1 --dst \(stage.root)",
        ] {
            let run = try await stage.run(
                "\(line) --host 127.0.0.1 --port \(nginx.port) --tls --ca-file \(authority.file)")
            #expect(run.isPass, "\(run)")
            #expect(run.result?.operations["connect"]?.count ?? 0 > 0)
            #expect(run.result?.options["tls"] == "1")
            #expect(run.result?.warnings == [])
        }
    }

    @Test("--insecure takes any certificate, and the report and the result warn of it")
    func insecure() async throws {
        let site = try TLSSite("DNS:other.example", days: -1)
        let run = try await site.run(Self.write, trusting: "--tls --insecure")
        #expect(run.isPass, "\(run)")
        let warning = "--insecure: no proxy's certificate was verified"
        #expect(run.result?.warnings.contains { $0.hasPrefix(warning) } == true)
        #expect(run.output.contains("warning: \(warning)"))
    }

    @Test("a finding's line for a shell reaches the proxy as the run did")
    func shell() async throws {
        let site = try TLSSite(server: try RunningServer(serving: ["--fault", "garbage"]))
        _ = try await site.run("parallel-write --node 1 --dst /a --size 100000")
        let run = try await site.run("parallel-read --src /a --node 1")
        #expect(run.findings.map(\.kind) == ["garbage"], "\(run)")
        #expect(
            run.output.contains(
                "curl --cacert '\(site.authority.file)' -sX POST https://127.0.0.1:\(site.nginx.port)/api"))
    }

    @Test(
        "a run does not start where no connection comes to stand, and is told what to do",
        arguments: [
            ("IP:127.0.0.1", 2, "--tls", "name the file of the authority that did with --ca-file"),
            ("DNS:other.example", 2, nil, "Give --host a name that its certificate bears"),
            ("IP:127.0.0.1", -1, nil, "Its certificate must be renewed"),
            ("IP:127.0.0.1", 2, "", "It speaks TLS: give --tls"),
        ] as [(String, Int, String?, String)])
    func notStarted(names: String, days: Int, options: String?, advice: String) async throws {
        let alluxio = try ScriptedAlluxio()
        let site = try TLSSite(names, days: days, server: RunningServer(alluxio))
        let run = try await site.run(Self.write, trusting: options)
        #expect(run.isNotStarted, "\(run)")
        #expect(run.result?.reason?.contains("127.0.0.1:\(site.nginx.port)") == true, "\(run)")
        #expect(run.result?.reason?.contains(advice) == true, "\(run)")
        #expect(run.result?.reason?.contains("nothing answers") == false)
        #expect(alluxio.server.requests.isEmpty)
    }

    @Test("a run does not start where the proxy speaks no TLS, or ends what is no TLS")
    func plain() async throws {
        let site = try TLSSite()
        let run = try await site.stage.run("\(Self.write) --tls --ca-file \(site.authority.file)")
        #expect(run.isNotStarted && run.output.contains("It speaks no TLS: leave --tls out"), "\(run)")
        let closing = try Stage(ScriptedAlluxio(answering: { _ in .instead([.close]) }))
        let other = try await closing.run(Self.write)
        #expect(other.isNotStarted && other.output.contains("if it speaks TLS, give --tls"), "\(other)")
    }
}

@Suite("TLS that is asked for wrongly is refused before anything is sent", .timeLimit(.minutes(20)))
struct TLSOptionsTests {
    private static let write = "parallel-write --node 1 --src source"

    @Test(
        "in the options",
        arguments: [
            ("--ca-file source", "--ca-file: is for TLS: give --tls, too"),
            ("--insecure", "--insecure: is for TLS: give --tls, too"),
            ("--tls --insecure --ca-file source", "--insecure: takes any certificate, and --ca-file"),
            ("--tls --ca-file none", "--ca-file: there is no file 'none'"),
            ("--tls --ca-file copies", "--ca-file: 'copies' is a folder; it must be a file"),
            ("--tls --ca-file source", "--ca-file: 'source' has no whole certificate in PEM"),
        ])
    func options(wrong: String, message: String) async throws {
        try await Refusal().expect("\(Self.write) \(wrong)", says: [message])
    }

    @Test("in a file that may not be read", .enabled(if: OtherUser.canBe, OtherUser.how))
    func closed() async throws {
        let refusal = try Refusal()
        let file = try refusal.local.write([1], to: "closed")
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: refusal.local.path)
        try await refusal.expect(
            "\(Self.write) --tls --ca-file closed",
            says: ["--ca-file: could not open closed: Permission denied"],
            through: OtherUser.through)
    }

    @Test("in a result that would take the file's place")
    func result() async throws {
        let refusal = try Refusal()
        try refusal.local.write(try TestAuthority().pem, to: "authority.pem")
        try await refusal.expect(
            "\(Self.write) --tls --ca-file authority.pem --json authority.pem",
            says: ["--json: 'authority.pem' is the file of --ca-file, which the result would replace"])
    }

    @Test(
        "where no proxy is asked",
        arguments: ["--tls", "--insecure", "--ca-file source", "--header A:b", "--http-proxy 127.0.0.1:1"])
    func noProxy(option: String) async throws {
        for line in ["verify-write --node 1 --nfiles 1", "verify-read --src /a --nfiles 1 --dst copies"] {
            try await Refusal().expect(
                "\(line) --mount copies \(option)",
                says: ["is for reaching proxies, and with --home and --mount none is asked: leave it out"])
        }
    }

    @Test("but what the environment says of proxies does not matter where none is asked")
    func environment() async throws {
        let folder = try TemporaryFolder()
        try folder.write(noise(1000), to: "source")
        try folder.write(noise(1000), to: "alluxio-py-test/node_1/process_0")
        let run = try await Tool(
            in: folder.path, environment: ["ALLUXIO_STRESS_TLS=1", "ALLUXIO_STRESS_CA_FILE=/no/file"]
        ).run("verify-write", "--node", "1", "--nfiles", "1", "--src", "source", "--mount", ".")
        #expect(run.status == .exited(0), "\(run)")
    }
}
