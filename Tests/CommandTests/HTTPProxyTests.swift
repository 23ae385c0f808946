import FoundationEssentials
import TestSupport
import Testing

@Suite("Through an HTTP proxy", .ownThread, .timeLimit(.minutes(20)))
struct HTTPProxyTests {
    private static let write = "parallel-write --node 1 --nprocess 2 --src source --dst /a"
    /// Of `user:pass word`, in base64.
    private static let credentials = "Basic dXNlcjpwYXNzIHdvcmQ="

    /// nginx as one that hands requests on.
    private static func forwarding(credentials: String? = nil) throws -> Nginx {
        let asked = credentials.map {
            "if ($http_proxy_authorization != \"\($0)\") { return 407; } proxy_set_header Proxy-Authorization \"\";"
        }
        return try Nginx(location: "\(asked ?? "") proxy_pass http://$http_host$request_uri;")
    }

    /// One that makes tunnels.
    private static func tunnelling(credentials: String? = nil) throws -> ScriptedServer {
        try ScriptedServer { request in
            guard request.method == "CONNECT",
                let port = request.target.split(separator: ":").last.flatMap({ Int($0) })
            else { return [.respond(status: 405)] }
            guard credentials == nil || request[header: "Proxy-Authorization"] == credentials else {
                return [.respond(status: 407)]
            }
            return [.tunnel(port: port)]
        }
    }

    @Test("every command works")
    func all() async throws {
        let stage = try Stage(.embedded)
        let httpProxy = try Self.forwarding()
        for line in [
            "\(Self.write) --iteration 2", "parallel-read --src /a --node 1 --nprocess 2 --dst copies",
            "verify-write --node 1 --nfiles 2 --src source --dst /a",
            "verify-read --src /a --node 1 --nfiles 2 --dst copies", "clean --node 1 --dst /a",
        ] {
            let run = try await stage.run("\(line) --http-proxy http://127.0.0.1:\(httpProxy.port)")
            #expect(run.isPass, "\(run)")
        }
    }

    @Test("the proxy is named to it, whose name this machine need not know")
    func forwarded() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        let httpProxy = try Nginx(to: stage.server.port, settings: "proxy_set_header Host $http_host;")
        let run = try await stage.run(
            "\(Self.write) --host proxy.invalid --port 39999 --http-proxy 127.0.0.1:\(httpProxy.port)")
        #expect(run.isPass, "\(run)")
        #expect(alluxio.server.requests.allSatisfy { $0[header: "Host"] == "proxy.invalid:39999" })
    }

    @Test("with --tls a tunnel is made, and headers and credentials go to who they are for")
    func tunnel() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        let authority = try TestAuthority()
        let nginx = try Nginx(authority.sign("IP:127.0.0.1"), to: stage.server.port)
        let httpProxy = try Self.tunnelling(credentials: Self.credentials)
        let run = try await stage.run(
            "\(Self.write) --port \(nginx.port) --tls --ca-file \(authority.file)",
            environment: [
                "ALLUXIO_STRESS_HEADER=Authorization: Bearer of-the-proxy",
                "ALLUXIO_STRESS_HTTP_PROXY=http://user:pass%20word@127.0.0.1:\(httpProxy.port)",
            ])
        #expect(run.isPass, "\(run)")
        #expect(!httpProxy.requests.isEmpty && !alluxio.server.requests.isEmpty)
        for request in httpProxy.requests {
            #expect(request.method == "CONNECT" && request.target == "127.0.0.1:\(nginx.port)")
            #expect(request[header: "Authorization"] == nil)
        }
        for request in alluxio.server.requests {
            #expect(request[header: "Authorization"] == "Bearer of-the-proxy")
            #expect(request[header: "Proxy-Authorization"] == nil)
        }
        #expect(run.result?.options["http-proxy"] == "http://127.0.0.1:\(httpProxy.port)")
    }

    @Test("credentials come from a file, too")
    func credentialsFile() async throws {
        let stage = try Stage(.embedded)
        let httpProxy = try Self.forwarding(credentials: Self.credentials)
        let file = try stage.local.write(Array("user:pass word\n".utf8), to: "credentials")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        let line = "\(Self.write) --http-proxy 127.0.0.1:\(httpProxy.port)"
        let run = try await stage.run("\(line) --http-proxy-credentials credentials")
        #expect(run.isPass && run.result?.warnings == [], "\(run)")
        let without = try await stage.run(line)
        #expect(without.isNotStarted && without.output.contains("give them with --http-proxy-credentials"))
    }

    @Test("a finding's line for a shell goes the same way, with the headers of the file")
    func shell() async throws {
        let stage = try Stage(RunningServer(serving: ["--fault", "garbage"]))
        try stage.local.write(Array("X-Tenant: one\n".utf8), to: "headers")
        _ = try await stage.run("parallel-write --node 1 --dst /a --size 100000")
        let httpProxy = try Self.forwarding()
        let run = try await stage.run(
            "parallel-read --src /a --node 1 --header-file headers --http-proxy 127.0.0.1:\(httpProxy.port)")
        #expect(run.findings.map(\.kind) == ["garbage"], "\(run)")
        #expect(
            run.output.contains(
                "curl -H @'headers' -x 'http://127.0.0.1:\(httpProxy.port)' -sX POST http://127.0.0.1:\(stage.server.port)/api"
            ), "\(run)")
    }

    @Test("a tunnel that is refused is told, with the HTTP proxy's name", arguments: [403, 407, 502])
    func refusedTunnel(status: Int) async throws {
        let stage = try Stage(ScriptedAlluxio())
        let httpProxy = try ScriptedServer { _ in [.respond(status: status)] }
        let run = try await stage.run(
            "\(Self.write) --tls --insecure --http-proxy 127.0.0.1:\(httpProxy.port)")
        #expect(run.isNotStarted, "\(run)")
        let reason = try #require(run.result?.reason)
        #expect(
            reason.contains(
                "no connection to the proxy 127.0.0.1:\(stage.server.port) through the HTTP proxy 127.0.0.1:\(httpProxy.port)"
            ))
        #expect(reason.contains("\(status)"))
        #expect(reason.contains("give them with --http-proxy-credentials") == (status == 407))
    }

    @Test("one that is not there, and one that can't reach the proxy, are told")
    func dead() async throws {
        let (dead, stage) = (try DeadPort(.refuses), try Stage(RunningServer(DeadPort(.refuses))))
        let none = try await stage.run("\(Self.write) --http-proxy 127.0.0.1:\(dead.port)")
        #expect(
            none.isNotStarted && none.output.contains("through the HTTP proxy 127.0.0.1:\(dead.port)"),
            "\(none)")
        let httpProxy = try Self.forwarding()
        let unreached = try await stage.run("\(Self.write) --http-proxy 127.0.0.1:\(httpProxy.port)")
        #expect(
            unreached.isNotStarted
                && unreached.output.contains(
                    "It may be the HTTP proxy 127.0.0.1:\(httpProxy.port) that says so"),
            "\(unreached)")
    }

    @Test("none of the environment's is used, and it takes out no host")
    func environment() async throws {
        let stage = try Stage(.embedded)
        let dead = try DeadPort(.refuses)
        let others = ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"].map {
            "\($0)=http://127.0.0.1:\(dead.port)"
        }
        let straight = try await stage.run(Self.write, environment: others)
        #expect(straight.isPass, "\(straight)")
        let through = try await stage.run(
            "\(Self.write) --http-proxy 127.0.0.1:\(dead.port)",
            environment: ["no_proxy=*", "NO_PROXY=127.0.0.1"])
        #expect(through.isNotStarted, "\(through)")
    }

    @Test(
        "that is given wrongly is refused, and no credentials are shown",
        arguments: [
            ("--http-proxy proxy", "--http-proxy: 'http://proxy' is not http://HOST:PORT"),
            ("--http-proxy https://proxy:1", "is not http://HOST:PORT"),
            ("--http-proxy socks5://proxy:1", "is not http://HOST:PORT"),
            ("--http-proxy http://proxy:1/path", "is not http://HOST:PORT"),
            ("--http-proxy http://me:s3cr3t@proxy", "'http://proxy' is not http://HOST:PORT"),
            ("--http-proxy http://me:s3cr3t%zz@proxy:1", "is not http://HOST:PORT"),
            (
                "--http-proxy http://me:s3cr3t@proxy:1",
                "--http-proxy: a command line is shown to every user of this machine"
            ),
            (
                "--http-proxy-credentials source",
                "--http-proxy-credentials: are the HTTP proxy's: give --http-proxy"
            ),
            (
                "--http-proxy proxy:1 --http-proxy-credentials none",
                "--http-proxy-credentials: there is no file 'none'"
            ),
            (
                "--http-proxy proxy:1 --http-proxy-credentials no-colon",
                "--http-proxy-credentials: 'no-colon' does not begin with a line USER:PASSWORD"
            ),
        ])
    func wrong(options: String, message: String) async throws {
        let folder = try TemporaryFolder()
        try folder.write(Array("s3cr3t\n".utf8), to: "no-colon")
        let run = try await Tool(in: folder.path).run(
            ["parallel-write", "--node", "1"] + options.split(separator: " ").map(String.init))
        #expect(run.status == .exited(2) && run.output.contains(message), "\(run)")
        #expect(!run.output.contains("s3cr3t"), "\(run)")
    }
}
