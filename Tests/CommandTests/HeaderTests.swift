import FoundationEssentials
import TestSupport
import Testing

@Suite("Headers", .ownThread, .timeLimit(.minutes(20)))
struct HeaderTests {
    private static let write = "parallel-write --node 1 --src source --dst /a"

    /// Runs a command whose words may have spaces in them.
    private func run(
        _ words: [String], at stage: Stage, environment: [String] = []
    ) async throws -> Tool.Run {
        try await Tool(in: stage.local.path, environment: environment).run(
            Self.write.split(separator: " ").map(String.init) + stage.proxy + words)
    }

    /// Expects that each request of a run bore these headers, and that the run went well.
    private func expect(
        _ headers: [String: String], of run: Tool.Run, at alluxio: ScriptedAlluxio,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(run.status == .exited(0), "\(run)", sourceLocation: sourceLocation)
        #expect(alluxio.server.requests.count > 5, sourceLocation: sourceLocation)
        for request in alluxio.server.requests {
            for (name, value) in headers {
                #expect(
                    request[header: name] == value, "\(request.target)", sourceLocation: sourceLocation)
            }
        }
    }

    @Test("of the command line are sent with every request, several of them too")
    func line() async throws {
        let alluxio = try ScriptedAlluxio()
        let run = try await run(
            [
                "--header", "X-Tenant:  one two ", "--header=X-Empty:", "--header", "User-Agent: me/1",
                "--header", "Host: a.b",
            ],
            at: Stage(alluxio))
        expect(
            ["X-Tenant": "one two", "X-Empty": "", "User-Agent": "me/1", "Host": "a.b"], of: run, at: alluxio)
        #expect(
            alluxio.server.requests.allSatisfy { $0.headers.filter { $0.name == "User-Agent" }.count == 1 })
    }

    @Test("of a file are sent with every request, one a line, and so are those of the command line beside it")
    func file() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        try stage.local.write(Array("Authorization: Bearer of-a-file\r\n\nCookie: a=b\n".utf8), to: "headers")
        let run = try await run(["--header-file", "headers", "--header", "X-Tenant: one"], at: stage)
        expect(
            ["Authorization": "Bearer of-a-file", "Cookie": "a=b", "X-Tenant": "one"], of: run, at: alluxio)
    }

    @Test("of the environment are sent with every request, one a line")
    func environment() async throws {
        let alluxio = try ScriptedAlluxio()
        let run = try await run(
            [], at: Stage(alluxio),
            environment: ["ALLUXIO_STRESS_HEADER=Authorization: Bearer e\nX-Tenant: one"])
        expect(["Authorization": "Bearer e", "X-Tenant": "one"], of: run, at: alluxio)
    }

    @Test(
        "that hold secrets are refused on the command line, and are not shown",
        arguments: [
            "Authorization", "authorization", "Cookie", "X-Auth-Token", "X-Api-Key", "X-Amz-Security-Token",
            "Client-Secret", "X-Session",
        ])
    func secretOnTheLine(name: String) async throws {
        let run = try await Tool().run(
            "parallel-write", "--node", "1", "--header", "\(name): s3cr3t-value")
        #expect(run.status == .exited(2))
        #expect(
            run.output.contains(
                "--header: a command line is shown to every user of this machine, and \(name)"))
        #expect(run.output.contains("--header-file") && run.output.contains("ALLUXIO_STRESS_HEADER"))
        #expect(!run.output.contains("s3cr3t-value"))
    }

    @Test("whose values begin as credentials do are refused there, too", arguments: ["Bearer", "basic"])
    func credentialsOnTheLine(scheme: String) async throws {
        let run = try await Tool().run(
            "parallel-write", "--node", "1", "--header", "X-Foo: \(scheme) s3cr3t-value")
        #expect(run.status == .exited(2) && run.output.contains("and X-Foo holds a secret"), "\(run)")
        #expect(!run.output.contains("s3cr3t-value"))
    }

    @Test(
        "that are none are refused without their values being shown",
        arguments: ["line", "file", "environment"],
        [
            ("NoColon s3cr3t-value", "has no colon: a header is 'Name: value'"),
            ("Two words s3cr3t-value: x", "what stands before the colon is no name"),
            (": s3cr3t-value", "what stands before the colon is no name"),
            (
                "X-A: s3cr3t-value\u{1b}[m",
                "the value of X-A has a line end or another control character in it"
            ),
            ("Content-Length: s3cr3t-value", "Content-Length is the program's own to set"),
            ("transfer-encoding: s3cr3t-value", "transfer-encoding is the program's own to set"),
            ("Accept-Encoding: s3cr3t-value", "Accept-Encoding would change what is answered"),
            ("Range: s3cr3t-value", "Range would change what is answered"),
            ("Proxy-Authorization: s3cr3t-value", "Proxy-Authorization is for an HTTP proxy"),
        ])
    func wrong(place: String, header: (text: String, message: String)) async throws {
        let folder = try TemporaryFolder()
        try folder.write(Array("X-First: 1\n\(header.text)\n".utf8), to: "headers")
        let words =
            switch place {
            case "line": ["--header", header.text]
            case "file": ["--header-file", "headers"]
            default: [String]()
            }
        let variables = place == "environment" ? ["ALLUXIO_STRESS_HEADER=\(header.text)"] : []
        let run = try await Tool(in: folder.path, environment: variables).run(
            ["parallel-write", "--node", "1"] + words)
        #expect(run.status == .exited(2) && run.output.contains(header.message), "\(run)")
        #expect(!run.output.contains("s3cr3t-value"), "\(run)")
        if place == "file" { #expect(run.output.contains("--header-file: header 2 in 'headers': ")) }
    }

    @Test("with a line end in them are refused on the command line: they would be two")
    func lineEnd() async throws {
        let run = try await Tool().run("parallel-write", "--node", "1", "--header", "X-A: 1\r\nX-B: 2")
        #expect(run.status == .exited(2) && run.output.contains("the value of X-A has a line end"), "\(run)")
    }

    @Test("of an empty file, and of none, are refused")
    func noFile() async throws {
        let refusal = try Refusal()
        try refusal.local.write(Array("\n \n".utf8), to: "empty")
        let line = "parallel-write --node 1 --src source --header-file"
        try await refusal.expect("\(line) empty", says: ["--header-file: there is no header in 'empty'"])
        try await refusal.expect("\(line) none", says: ["--header-file: there is no file 'none'"])
    }

    @Test("of a file that others can read are sent, with a warning")
    func readByOthers() async throws {
        let stage = try Stage(ScriptedAlluxio())
        let file = try stage.local.write(Array("Cookie: a=b".utf8), to: "headers")
        let warning = "--header-file: others than its owner can read 'headers' (chmod 600 changes that)"
        for (permissions, warnings) in [(0o600, []), (0o640, [warning]), (0o604, [warning])] {
            try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: file)
            let run = try await stage.run("\(Self.write) --header-file headers")
            #expect(
                run.isPass && run.result?.warnings.filter { $0.hasPrefix("--header") } == warnings, "\(run)")
        }
    }
}

@Suite("A redirect", .ownThread, .timeLimit(.minutes(20)))
struct RedirectTests {
    @Test(
        "is not followed: the other host gets no request, and no credentials",
        arguments: [301, 302, 307, 308])
    func other(status: Int) async throws {
        let other = try ScriptedAlluxio()
        let place = "http://127.0.0.1:\(other.server.port)/api/v1/"
        let stage = try Stage(
            ScriptedAlluxio(answering: {
                $0.operation == "create-file"
                    ? .instead([.respond(status: status, headers: [("Location", place)])]) : .usual
            }))
        let run = try await stage.run(
            "parallel-write --node 1 --src source --dst /a",
            environment: ["ALLUXIO_STRESS_HEADER=Authorization: Bearer of-the-first"])
        #expect(run.isFail, "\(run)")
        let error = try #require(run.errors.first)
        #expect(error.kind == "http" && error.operation == "create-file" && error.httpStatus == status)
        #expect(error.first.message.hasSuffix("It redirects to \(place), which is not followed"))
        #expect(other.server.connections == 0)
    }

    @Test("to TLS says how to go there")
    func toTLS() async throws {
        let answer = ScriptedServer.Action.respond(
            status: 301, headers: [("Location", "https://proxy.example:8443/")])
        let stage = try Stage(ScriptedAlluxio(answering: { _ in .instead([answer]) }))
        let run = try await stage.run("parallel-write --node 1 --src source --dst /a")
        #expect(
            run.isNotStarted && run.output.contains("not followed: give --tls, with the port of that"),
            "\(run)")
    }
}
