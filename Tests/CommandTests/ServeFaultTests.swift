import Alluxio
import FoundationEssentials
import Glibc
import HTTP
import TestSupport
import Testing

@Suite("serve with faults", .ownThread, .timeLimit(.minutes(20)))
struct ServeFaultTests {
    @Test(
        "a fault that is none is refused, with what would be right",
        arguments: [
            ("ctu", "--fault: did you mean cut? 'ctu' is no kind of fault; there are short"),
            ("flipped:limit=1", "--fault: did you mean flipped-bits? 'flipped' is no kind"),
            ("cut:limit=x", "--fault: limit: 'x' is no whole number of at least 1"),
            ("", "--fault: nothing is given; it needs FAULT"),
        ])
    func wrong(text: String, message: String) async throws {
        let run = try await Tool().run("serve", "--port", "0", "--fault=\(text)")
        #expect(run.status == .exited(2) && run.output.contains(message), "\(run)")
    }

    @Test("a log that can't be kept, and a control port that is taken, let it not start")
    func notStarted() async throws {
        let log = try await Tool().run("serve", "--port", "0", "--fault-log", "/no/folder/log")
        #expect(log.status == .exited(3), "\(log)")
        #expect(log.output == "serve: could not open /no/folder/log: No such file or directory\n")
        let serve = try FaultyServe("")
        let taken = try await Tool().run("serve", "--port", "0", "--control", "\(serve.port)")
        #expect(taken.status == .exited(3), "\(taken)")
        #expect(taken.output.contains("listen on 127.0.0.1 port \(serve.port): Address already in use"))
    }

    @Test(
        "each is what the other commands say, and in the log",
        arguments: [
            ("cut", "cut", "read", ""), ("stall:seconds=30", "stalled", "read", "--stall-timeout 3s"),
            ("500:operation=open-file", "internal", "open-file", ""),
            ("503:operation=read", "http", "read", ""), ("404:operation=read", "http", "read", ""),
            ("reset:operation=read", "reset", "read", ""),
            ("hang:operation=open-file", "timeout", "open-file", "--metadata-timeout 3s"),
            ("bad-json:operation=open-file", "protocol", "open-file", ""),
            ("not-http:operation=read", "protocol", "read", ""),
            ("huge-headers:operation=read", "protocol", "read", ""),
        ])
    func readErrors(fault: String, kind: String, operation: String, options: String) async throws {
        let serve = try FaultyServe("--fault \(fault):limit=1")
        let written = try await serve.run("parallel-write --node 1 --size 100KB --nprocess 4 --dst /a")
        #expect(written.isPass, "\(written)")
        let read = try await serve.run("parallel-read --node 1 --nprocess 4 --src /a \(options)")
        #expect(read.isFail, "\(read)")
        #expect(read.errors.map(\.kind) == [kind] && read.errors.map(\.operation) == [operation], "\(read)")
        #expect(read.errors.first?.count == 1 && read.findings.isEmpty)
        let strike = try #require(try serve.strikes.first)
        #expect(strike.kind == fault.prefix { $0 != ":" } && strike.operation == operation)
        #expect(strike.path == read.errors.first?.first.path)
        #expect(try serve.strikes.count == 1)
        let again = try await serve.run("parallel-read --node 1 --nprocess 4 --src /a")
        #expect(again.isPass, "\(again)")
    }

    @Test(
        "of a write, too, and nothing of the file is left",
        arguments: [
            ("500:operation=write", "internal", ""), ("503:operation=create-file", "http", ""),
            ("404:operation=write", "http", ""), ("reset:operation=write", "reset", ""),
            ("bad-json:operation=write", "protocol", ""), ("bad-json:operation=create-file", "protocol", ""),
            ("hang:operation=write", "timeout", "--metadata-timeout 3s"),
            ("500:operation=close", "internal", ""),
        ])
    func writeErrors(fault: String, kind: String, options: String) async throws {
        let serve = try FaultyServe("--fault \(fault):limit=1")
        let run = try await serve.run("parallel-write --node 1 --size 1MB --nprocess 4 --dst /a \(options)")
        #expect(run.isFail, "\(run)")
        let strike = try #require(try serve.strikes.first)
        #expect(
            run.errors.map(\.kind) == [kind] && run.errors.map(\.operation) == [strike.operation], "\(run)")
        #expect(run.errors.first?.first.path == strike.path)
        #expect(run.findings.isEmpty && run.result?.left.isEmpty == true && run.result?.totals.files == 3)
        let client = try AlluxioClient(ProxyAddress(host: "127.0.0.1", port: serve.port))
        #expect(try !client.exists(AlluxioPath(strike.path)))
    }

    @Test("what can't be struck leaves the limit to what can")
    func nothingToStrike() async throws {
        let serve = try FaultyServe("--fault zeros:limit=1")
        let client = try AlluxioClient(ProxyAddress(host: "127.0.0.1", port: serve.port))
        var options = CreateFileOptions()
        options.recursive = true
        let zeros = try client.createFile(AlluxioPath("/a/node_1/process_0"), options)
        var left = 100_000
        try client.write(zeros) { buffer in
            let count = min(left, buffer.count)
            buffer[..<count].initializeMemory(as: UInt8.self, repeating: 0)
            left -= count
            return count
        }
        try client.close(zeros)
        let intact = try await serve.run("parallel-read --node 1 --src /a")
        #expect(intact.isPass && intact.findings.isEmpty, "\(intact)")
        #expect(try serve.strikes.isEmpty)

        let written = try await serve.run("parallel-write --node 2 --size 100KB --dst /a")
        #expect(written.isPass, "\(written)")
        let struck = try await serve.run("parallel-read --node 2 --src /a")
        #expect(struck.findings.map(\.kind) == ["zeros"], "\(struck)")
        #expect(try serve.strikes.map(\.path) == ["/a/node_2/process_0"])
        let again = try await serve.run("parallel-read --node 2 --src /a")
        #expect(again.isPass, "\(again)")
    }

    @Test("an empty answer is short, from its first byte on")
    func empty() async throws {
        let serve = try FaultyServe("--fault empty:limit=1")
        _ = try await serve.run("parallel-write --node 1 --size 100KB --nprocess 2 --dst /a")
        let read = try await serve.run("parallel-read --node 1 --nprocess 2 --src /a")
        #expect(read.findings.map(\.kind) == ["short"] && read.errors.isEmpty, "\(read)")
        let strike = try #require(try serve.strikes.first)
        #expect(read.findings.first?.path == strike.path)
        #expect(read.findings.first?.offset == 0 && read.findings.first?.length == strike.length)
    }

    @Test("late and slow show in the latency alone", arguments: [("late", "open-file"), ("slow", "read")])
    func latency(kind: String, operation: String) async throws {
        let serve = try FaultyServe("--fault \(kind):limit=1:seconds=1:operation=\(operation)")
        _ = try await serve.run("parallel-write --node 1 --size 100KB --nprocess 2 --dst /a")
        let read = try await serve.run("parallel-read --node 1 --nprocess 2 --src /a")
        #expect(read.isPass, "\(read)")
        #expect(read.result?.operations[operation]?.latency.map { $0.max >= 1 && $0.min < 1 } == true)
        #expect(try serve.strikes.map(\.kind) == [kind])
    }

    @Test("a create or close that is carried out late is in doubt", arguments: ["create-file", "close"])
    func lateEffect(operation: String) async throws {
        let serve = try FaultyServe("--fault late-effect:limit=1:seconds=6:operation=\(operation)")
        let run = try await serve.run(
            "parallel-write --node 1 --size 100KB --nprocess 2 --dst /a --metadata-timeout 3s")
        #expect(run.isFail, "\(run)")
        #expect(
            run.errors.map(\.kind) == ["in-doubt"] && run.errors.map(\.operation) == [operation], "\(run)")
        #expect(run.result?.left.map(\.path) == (try serve.strikes.map(\.path)))
    }

    @Test("the control port is said on a line of its own, and serves; so is a seed that nobody chose")
    func control() async throws {
        let serve = try FaultyServe("--control 0 --listen 127.0.0.1")
        let control = try #require(serve.tool.number(after: "control at http://127.0.0.1:"))
        let seed = try #require(serve.tool.number(after: "faults draw from --seed "))
        let connection = try HTTPConnection(host: "127.0.0.1", port: control)
        func ask(_ request: HTTPRequest) throws -> String {
            let answer = try connection.send(request, limits: .init(answer: .seconds(20)))
            #expect(answer.status == 200)
            return String(decoding: answer.body, as: UTF8.self)
        }
        let body = HTTPRequest.Body.bytes(Array("reset:operation=proxy-info:limit=1".utf8))
        #expect(
            try ask(HTTPRequest(method: .post, target: "/faults", contentType: "text/plain", body: body))
                .contains("reset:limit=1:operation=proxy-info"))
        let client = try AlluxioClient(ProxyAddress(host: "127.0.0.1", port: serve.port))
        #expect(throws: AlluxioError.self) { try client.proxyInfo() }
        #expect(try client.proxyInfo().version == "2.9.6")
        #expect(
            try ask(HTTPRequest(method: .get, target: "/state")) == """
                {"seed":\(seed),"faults":[{"fault":"reset:limit=1:operation=proxy-info","matched":2,"struck":1}],\
                "openStreams":0,"files":0,"bytes":0}

                """)
        serve.tool.send(signal: SIGTERM)
        #expect(try await serve.tool.end().status == .exited(143))
    }

    @Test("the control port is on 127.0.0.1 alone, wherever the proxy listens")
    func controlOnLoopback() async throws {
        let tool = try Tool().start([
            "serve", "--port", "0", "--listen", "::", "--control", "0", "--seed", "1",
        ])
        let control = try #require(tool.number(after: "control at http://127.0.0.1:"))
        let port = try #require(tool.number(after: "serving Alluxio's REST API at [::]:"))
        let limits = HTTPConnection.Limits(answer: .seconds(20))
        let state = HTTPRequest(method: .get, target: "/state")
        #expect(
            try HTTPConnection(host: "127.0.0.1", port: control).send(state, limits: limits).status == 200)
        for host in ["::1", "127.0.0.2"] {
            let elsewhere = try HTTPConnection(host: host, port: control)
            let refused = #expect(throws: HTTPFailure.self) { try elsewhere.send(state, limits: limits) }
            #expect(refused?.kind == .connect)
        }
        let info = HTTPRequest(method: .get, target: "/api/v1/proxy/info")
        #expect(try HTTPConnection(host: "::1", port: port).send(info, limits: limits).status == 200)
        tool.send(signal: SIGTERM)
        let ended = try await tool.end()
        #expect(ended.status == .exited(143) && !ended.output.contains("--seed"), "\(ended)")
    }
}
