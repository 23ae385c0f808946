import Glibc
import TestSupport
import Testing

@Suite("A run does not start", .ownThread, .timeLimit(.minutes(20)))
struct PreflightTests {
    private static let lines = [
        "parallel-write --node 1 --src source", "parallel-read --src /a --node 1 --dst copies",
        "verify-write --node 1 --nfiles 1 --src source", "verify-read --src /a --nfiles 1 --dst .",
        "clean --node 1",
    ]

    /// Expects that a line ends with exit status 3, a reason that has these parts, and nothing done.
    private func expect(
        _ line: String, at stage: Stage, says parts: [String],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let run = try await stage.run(line)
        #expect(run.isNotStarted, "\(run)", sourceLocation: sourceLocation)
        #expect(run.output.contains("NOT STARTED: "), sourceLocation: sourceLocation)
        for part in parts {
            #expect(
                run.result?.reason?.contains(part) == true, "\(part)\n\(run)", sourceLocation: sourceLocation)
        }
        #expect(run.result?.verdict == "not-started", sourceLocation: sourceLocation)
        #expect(try stage.local.names() == ["source"], sourceLocation: sourceLocation)
        #expect((run.result?.totals.elapsed ?? .infinity) < 15, sourceLocation: sourceLocation)
    }

    /// A stage whose every call is answered by `script`.
    private func stage(_ operations: Set<String>? = nil, answers script: [ScriptedServer.Action]) throws
        -> Stage
    {
        try Stage(
            ScriptedAlluxio(answering: { call in
                operations?.contains(call.operation) ?? true ? .instead(script) : .usual
            }))
    }

    @Test("where nothing listens", arguments: lines)
    func nothing(line: String) async throws {
        let stage = try Stage(RunningServer(DeadPort(.refuses)))
        try await expect(
            line, at: stage,
            says: ["nothing answers at 127.0.0.1:\(stage.server.port)", ": Connection refused"])
    }

    @Test("where no connection comes to stand within --connect-timeout")
    func connectTimeout() async throws {
        let stage = try Stage(RunningServer(DeadPort(.ignores)))
        let run = try await stage.run("parallel-write --node 1 --src source --connect-timeout 1s")
        #expect(run.isNotStarted, "\(run)")
        #expect(run.result?.reason?.contains("nothing answers at 127.0.0.1:\(stage.server.port)") == true)
        let elapsed = try #require(run.result?.totals.elapsed)
        #expect((0.9..<4).contains(elapsed))
    }

    @Test("where the name is nobody's")
    func name() async throws {
        let stage = try Stage(ScriptedAlluxio())
        try await expect(
            "parallel-write --node 1 --src source --host no.such.host.invalid", at: stage,
            says: ["nothing answers at no.such.host.invalid:"])
    }

    @Test(
        "where the name has no answer within --connect-timeout",
        .enabled(if: getuid() == 0, "only root can change the name server"))
    func silentNameServer() async throws {
        let stage = try Stage(ScriptedAlluxio())
        try stage.local.write(Array("nameserver 127.0.0.1\n".utf8), to: "resolv.conf")
        // A network of its own, in which the name server takes every question and answers none.
        let script = """
            ip link set lo up && mount --bind resolv.conf /etc/resolv.conf || exit 99
            python3 -c 'import socket, time
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(("127.0.0.1", 53)); print(flush=True)
            time.sleep(60)' > ready &
            while [ ! -s ready ]; do :; done
            "$@"; status=$?; kill $!; exit $status
            """
        let run = try await stage.run(
            "parallel-write --node 1 --src source --host some.name.invalid --connect-timeout 1s",
            through: ["/usr/bin/unshare", "--net", "--mount", "/bin/sh", "-c", script, "sh"])
        #expect(run.isNotStarted, "\(run)")
        #expect(run.result?.reason?.contains("nothing answers at some.name.invalid:") == true, "\(run)")
        #expect((0.9..<4).contains(run.result?.totals.elapsed ?? 0), "\(run)")
    }

    @Test("where a port accepts and says nothing, after --metadata-timeout", arguments: lines)
    func silent(line: String) async throws {
        let stage = try stage(answers: [.stall])
        try await expect(
            "\(line) --metadata-timeout 1s", at: stage, says: ["127.0.0.1:\(stage.server.port)", "1.0 s"])
    }

    @Test(
        "where what answers is no Alluxio REST proxy", arguments: lines,
        [
            [.text(200, "<html>hello</html>", contentType: "text/html")],
            [.text(404, "<html>not here</html>", contentType: "text/html")],
            [.text(200, #"{"name":"something else"}"#)],
            [.raw(Array("SSH-2.0-OpenSSH_9.2\r\n".utf8)), .close],
        ] as [[ScriptedServer.Action]])
    func other(line: String, script: [ScriptedServer.Action]) async throws {
        let stage = try stage(answers: script)
        try await expect(
            line, at: stage, says: ["what answers at 127.0.0.1:\(stage.server.port) is no Alluxio REST proxy"]
        )
    }

    @Test(
        "where the proxy answers an empty 200 to everything, and is told the cause and the cure",
        arguments: lines)
    func empty(line: String) async throws {
        let looks: Set = ["exists", "get-status", "list-status", "create-directory"]
        let stage = try stage(looks, answers: [.respond(status: 200)])
        try await expect(
            line, at: stage,
            says: [
                "127.0.0.1:\(stage.server.port)", "alluxio.proxy.s3.v2.version.enabled", "set it to false",
                "restart",
            ])
    }

    @Test("where the master does not answer the proxy", arguments: lines)
    func noMaster(line: String) async throws {
        let looks: Set = ["exists", "get-status", "list-status"]
        let stage = try stage(
            looks, answers: ScriptedAlluxio.refusal("UNAVAILABLE", "Failed to connect to master"))
        try await expect(line, at: stage, says: ["Failed to connect to master"])
    }

    @Test("unless all of several proxies answer, and names the one that doesn't")
    func several() async throws {
        let (alluxio, dead) = (try ScriptedAlluxio(), try DeadPort(.refuses))
        let stage = try Stage(alluxio)
        let hosts = "127.0.0.1:\(alluxio.server.port),127.0.0.1:\(dead.port)"
        try await expect(
            "parallel-write --node 1 --src source --host \(hosts)", at: stage,
            says: ["nothing answers at 127.0.0.1:\(dead.port)"])
        #expect(alluxio.calls("create-directory").isEmpty)
    }

    @Test("proxies of two Alluxios are told apart, and nothing is written to either")
    func twoAlluxios() async throws {
        let (one, other) = (try ScriptedAlluxio(), try ScriptedAlluxio())
        let stage = try Stage(one)
        let hosts = "127.0.0.1:\(one.server.port),127.0.0.1:\(other.server.port)"
        let run = try await stage.run(
            "parallel-write --node 1 --src source --dst /two --nprocess 2 --host \(hosts)")
        #expect(run.isNotStarted, "\(run)")
        #expect(run.output.contains("proxies of two Alluxios"), "\(run)")
        #expect(one.paths.isEmpty && other.paths.isEmpty)
    }
}
