import FoundationEssentials
import Glibc
import HTTP
import TestSupport
import Testing

/// A server that repeats the secrets it is sent in every way it can, and what the tool then shows to anybody.
@Suite("Secrets that come by file and environment", .ownThread, .timeLimit(.minutes(20)))
struct SecretTests {
    private static let secrets = [
        "file-s3cr3t", "environment-s3cr3t", "proxy-s3cr3t", "cHJveHk6cHJveHktczNjcjN0",
    ]

    private static func expectNone(
        in text: String, _ what: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(!text.isEmpty, "\(what)", sourceLocation: sourceLocation)
        for secret in secrets {
            #expect(!text.contains(secret), "\(what)", sourceLocation: sourceLocation)
        }
    }

    /// Every header of a request, as one line of text.
    private static func echo(_ request: ReceivedRequest) -> String {
        request.headers.map { "\($0.name): \($0.value)" }.joined(separator: "; ")
    }

    /// Answers a part of the calls with all that the request bore.
    private func echoing() throws -> ScriptedAlluxio {
        try ScriptedAlluxio(answering: { call in
            let echo = Self.echo(call.request)
            switch call.operation {
            case "create-file":
                // As Gson writes a text that may stand in a page.
                let message = echo.replacing("-", with: #"\u002d"#).replacing("=", with: #"\u003d"#)
                return .instead([.text(500, #"{"statusCode":"INTERNAL","message":"\#(message)"}"#)])
            case "list-status" where call.path.hasSuffix("/b/node_1"):
                return .instead([.text(403, "<html>\(echo)</html>", contentType: "text/html; \(echo)")])
            case "open-file": return .instead([.text(200, "\(echo)")])
            case "get-status" where call.path.hasSuffix("/redirected"):
                return .instead([.respond(status: 302, headers: [("Location", "http://a/?\(echo)")])])
            default: return .usual
            }
        })
    }

    @Test("are sent, and are in no output: result, page, text, log of latencies, metrics, process list")
    func hidden() async throws {
        let alluxio = try echoing()
        let httpProxy = try Nginx(location: "proxy_pass http://$http_host$request_uri;")
        let folder = try TemporaryFolder()
        let file = try folder.write(Array("X-Key: file-s3cr3t\n".utf8), to: "headers")
        alluxio.put(.file("/a/node_1/process_0", noise(1000)))
        try folder.write(noise(1000), to: "source")

        let tool = Tool(
            in: folder.path,
            environment: [
                "ALLUXIO_STRESS_HEADER=Authorization: Bearer environment-s3cr3t",
                "ALLUXIO_STRESS_HTTP_PROXY=http://proxy:proxy-s3cr3t@127.0.0.1:\(httpProxy.port)",
            ])
        let common =
            "--host 127.0.0.1 --port \(alluxio.server.port) --header-file \(file) --verbose --json json --html html"
        let lines = [
            "parallel-write --node 1 --src source --dst /w --hdr hdr",
            "parallel-write --node 1 --src source --dst /b",
            "parallel-read --src /a --node 1 --expect source",
            "parallel-read --src /redirected",
            "verify-write --node 1 --nfiles 1 --dst /a --src source",
            "clean --node 1 --dst /b",
        ]
        for line in lines {
            let run = try await tool.run("\(line) \(common)".split(separator: " ").map(String.init))
            #expect([.exited(1), .exited(3)].contains(run.status), "\(run)")
            Self.expectNone(in: run.output, "the text of \(line)")
            for name in ["json", "html"] {
                Self.expectNone(
                    in: String(decoding: try folder.read(name), as: UTF8.self), "\(name) of \(line)")
            }
        }
        #expect(!String(decoding: try folder.read("json"), as: UTF8.self).contains("Bearer"))
        Self.expectNone(in: String(decoding: try folder.read("hdr"), as: UTF8.self), "hdr")

        // All of it was sent, and repeated to the tool.
        let requests = alluxio.server.requests
        #expect(requests.count > 10)
        #expect(
            requests.allSatisfy {
                $0[header: "Authorization"] == "Bearer environment-s3cr3t"
                    && $0[header: "X-Key"] == "file-s3cr3t"
            })

        try await whileItRuns(tool, alluxio, common)
    }

    /// Looks at what a run at work shows to others.
    private func whileItRuns(_ tool: Tool, _ alluxio: ScriptedAlluxio, _ common: String) async throws {
        let line =
            "parallel-read --src /a --node 1 --expect source --duration 1m --metrics 0 \(common)"
        let running = try tool.start(line.split(separator: " ").map(String.init))
        let port = try #require(MetricsTests.port(of: running))
        for page in ["/", "/metrics"] {
            Self.expectNone(in: try MetricsTests.page(page, at: port).text, page)
        }
        let commandLine = try bytes(ofFile: "/proc/\(running.processID)/cmdline")
        Self.expectNone(in: String(decoding: commandLine, as: UTF8.self), "the process list")
        running.send(signal: SIGTERM)
        Self.expectNone(in: try await running.end().output, "the text of an interrupted run")
    }

    @Test("show their names in the result, which tells that they were sent")
    func named() async throws {
        let stage = try Stage(ScriptedAlluxio())
        let run = try await stage.run(
            "parallel-write --node 1 --src source --dst /a",
            environment: ["ALLUXIO_STRESS_HEADER=Authorization: Bearer environment-s3cr3t\nX-Tenant: a"])
        #expect(run.isPass, "\(run)")
        #expect(run.result?.options["header"] == "Authorization: ***\nX-Tenant: ***")
    }

    @Test("are not printed with the values of the client's own that hold them")
    func printed() throws {
        let access = Access(
            headers: [try HTTPHeader("Authorization: Bearer file-s3cr3t", isSecret: true)],
            httpProxy: HTTPProxy(
                host: "proxy", port: 3128, credentials: .init(user: "proxy", password: "proxy-s3cr3t")))
        var dumped = ""
        dump(access, to: &dumped)
        Self.expectNone(in: "\(access) \(String(reflecting: access)) \(dumped)", "printed")
        #expect(dumped.contains("Authorization"))
    }
}
