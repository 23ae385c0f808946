import Glibc
import TestSupport
import Testing

@Suite("A failure", .timeLimit(.minutes(20)))
struct FailureHandlingTests {
    /// Refuses to write one process's files.
    private func refusing(_ process: Int) throws -> ScriptedAlluxio {
        try ScriptedAlluxio(answering: { call in
            call.operation == "write" && call.path.hasSuffix("process_\(process)")
                ? .instead(ScriptedAlluxio.refusal("UNKNOWN", "Not enough space left on worker")) : .usual
        })
    }

    @Test("of one process never stops another")
    func others() async throws {
        let ended = try await Stage(refusing(1)).run(
            "parallel-write --node 1 --src source --nprocess 3 --iteration 3")
        #expect(ended.isFail)
        #expect(ended.result?.totals.files == 6)
        #expect(ended.result?.totals.errorCount == 3)
    }

    @Test(
        "is the last thing with --fail-fast: nothing begins after it",
        arguments: ["--iteration 1000", "--duration 60"])
    func failFast(length: String) async throws {
        let ended = try await Stage(refusing(1)).run(
            "parallel-write --node 1 --src source --nprocess 2 \(length) --fail-fast")
        #expect(ended.isFail)
        #expect(ended.result?.totals.errorCount == 1)
        #expect(ended.result?.left.isEmpty == true)
        #expect(ended.output.contains("warning: ended at the first failure (--fail-fast)"))
        if length.hasPrefix("--iteration") { #expect(ended.result?.iterations.count == 1) }
    }

    @Test("that is a finding ends a read with --fail-fast, too")
    func failFastFinding() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        alluxio.put(.file("/file", Array(stage.source.reversed())))
        let ended = try await stage.run(
            "parallel-read --src /file --expect source --iteration 1000 --fail-fast")
        #expect(ended.isFail)
        #expect(ended.result?.iterations.count == 1)
    }

    @Test("of a kind that --ignore names is counted apart, and fails no run")
    func ignored() async throws {
        let ended = try await Stage(refusing(1)).run(
            "parallel-write --node 1 --src source --nprocess 2 --iteration 2 --ignore no-space --fail-fast")
        #expect(ended.isPass, "\(ended)")
        let result = try #require(ended.result)
        #expect(result.totals.errorCount == 0)
        #expect(result.errors.isEmpty)
        #expect(result.ignored.errors.map(\.kind) == ["no-space"])
        #expect(result.ignored.errors.map(\.count) == [2])
        #expect(result.totals.files == 2)
        #expect(ended.output.contains("ignored: 2 x no-space of write"))
        #expect(ended.output.contains("PASS 2 files stored, 20,000 bytes, 2 errors ignored\n"), "\(ended)")
    }

    @Test(
        "that is ignored makes no pass of a run in which nothing succeeded",
        arguments: [
            ("parallel-write --iteration 2", "0 files stored, 0 bytes, 2 errors ignored"),
            ("parallel-write --duration 300ms", "0 files stored, 0 bytes, "),
            ("parallel-read --src /a", "0 files read, 0 checked, 0 bytes, 1 error ignored"),
            (
                "verify-write --src source --nfiles 2",
                "0 files verified, 0 checked, 0 bytes, 2 errors ignored"
            ),
        ])
    func ignoredAll(line: String, figures: String) async throws {
        let alluxio = try ScriptedAlluxio(answering: { call in
            ["create-file", "open-file"].contains(call.operation)
                ? .instead(ScriptedAlluxio.refusal("INTERNAL", "no")) : .usual
        })
        let stage = try Stage(alluxio)
        for path in ["/a/node_1/process_0", "/alluxio-py-test/node_1/process_1"] {
            alluxio.put(.file(path, stage.source))
        }
        alluxio.put(.file("/alluxio-py-test/node_1/process_0", stage.source))
        let ended = try await stage.run("\(line) --node 1 --ignore internal --quiet")
        #expect(ended.isFail && ended.result?.verdict == "fail", "\(ended)")
        let reason = line.hasPrefix("verify") ? "nothing could be checked" : "nothing succeeded"
        #expect(ended.result?.reason == reason)
        #expect(ended.output.hasPrefix("FAIL (\(reason)) \(figures)"), "\(ended)")
    }

    @Test("that is a finding can be ignored, too, and leaves the content checked in part")
    func ignoredFinding() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        alluxio.put(.file("/alluxio-py-test/node_1/process_0", stage.source))
        let ended = try await stage.run("verify-write --node 1 --nfiles 2 --src source --ignore missing")
        #expect(ended.isPass, "\(ended)")
        #expect(ended.output.contains(" bytes, 1 finding ignored\n"), "\(ended)")
        #expect(ended.result?.ignored.findings == ["missing": 1])
        #expect(ended.result?.findings.isEmpty == true)
        #expect(ended.result?.content == "partly")
    }

    @Test("of another kind fails the run all the same")
    func notIgnored() async throws {
        let ended = try await Stage(refusing(0)).run("parallel-write --node 1 --src source --ignore reset")
        #expect(ended.isFail)
        #expect(ended.errors.map(\.kind) == ["no-space"])
    }

    @Test("that is a finding and ignored leaves nothing that would keep the next run from its start")
    func ignoredIncomplete() async throws {
        let serve = try Tool().start(["serve", "--port", "0", "--fault", "lost:limit=1"])
        let port = try #require(serve.number(after: "serving Alluxio's REST API at 127.0.0.1:"))
        let folder = try TemporaryFolder()
        let tool = Tool(in: folder.path)
        let line = [
            "parallel-write", "--port", "\(port)", "--node", "1", "--nprocess", "2", "--size", "100KB",
        ]
        let ignored = try await tool.run(line + ["--ignore", "incomplete"])
        #expect(ignored.status == .exited(0) && ignored.output.contains("1 finding ignored"), "\(ignored)")
        let next = try await tool.run(line)
        #expect(next.status == .exited(0), "\(next)")
        serve.send(signal: SIGTERM)
    }

    @Test("of no known kind can't be ignored")
    func unknownKind() async throws {
        let ended = try await Stage(refusing(0)).run("parallel-write --node 1 --src source --ignore nospace")
        #expect(ended.status == .exited(2))
        #expect(
            ended.output.contains("--ignore: there is no error or finding 'nospace'; did you mean no-space?"))
    }

    @Test("whose answer is no JSON keeps up to 1,024 bytes of it")
    func answer() async throws {
        let page = "<html>" + String(repeating: "x", count: 5000)
        let alluxio = try ScriptedAlluxio(answering: { call in
            call.operation == "create-file"
                ? .instead([.text(503, page, contentType: "text/html")]) : .usual
        })
        let ended = try await Stage(alluxio).run("parallel-write --node 1 --src source")
        #expect(ended.errors.map(\.kind) == ["http"])
        #expect(ended.errors.first?.first.answer == String(page.prefix(1024)))
    }
}
