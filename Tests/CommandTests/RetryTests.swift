import TestSupport
import Testing

@Suite("--retry", .timeLimit(.minutes(20)))
struct RetryTests {
    /// Fails the first so many calls of an operation, as `failing` says.
    private func failing(
        _ operation: String, first count: Int, by answer: [ScriptedServer.Action]
    ) throws -> ScriptedAlluxio {
        let met = Counter()
        return try ScriptedAlluxio(answering: { call in
            guard call.operation == operation, met.next() <= count else { return .usual }
            return .instead(answer)
        })
    }

    /// An answer of which the connection's end takes the rest.
    private static let cut: [ScriptedServer.Action] = [
        .raw(Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nwrong\r\n".utf8)), .close,
    ]
    private static let refusal = ScriptedAlluxio.refusal("UNKNOWN", "Not enough space left on worker")

    @Test(
        "makes a file that comes right on the third try a success, and two retries",
        arguments: [
            "create-file", "write",
        ])
    func written(failing operation: String) async throws {
        let alluxio = try failing(operation, first: 2, by: Self.refusal)
        let stage = try Stage(alluxio)
        let ended = try await stage.run("parallel-write --node 1 --src source --retry 2")
        #expect(ended.isPass, "\(ended)")
        let result = try #require(ended.result)
        #expect(result.totals.files == 1)
        #expect(result.totals.retries == 2)
        #expect(result.totals.errorCount == 0)
        #expect(result.operations[operation]?.errors == 2)
        #expect(result.operations["write-file"]?.count == 1)
        #expect(result.operations["write-file"]?.errors == 0)
        #expect(ended.output.contains("retries: 2, each after a try that failed"))
        // Each try is a version of its own.
        #expect(alluxio.entry("/alluxio-py-test/node_1/process_0")?.bytes == stage.source)
    }

    @Test(
        "reads again what failed, into a copy that holds it once",
        arguments: [
            RetryTests.cut, RetryTests.refusal,
        ])
    func read(failingBy answer: [ScriptedServer.Action]) async throws {
        let alluxio = try failing("read", first: 1, by: answer)
        let stage = try Stage(alluxio)
        alluxio.put(.file("/file", stage.source))
        let ended = try await stage.run("parallel-read --src /file --dst copies --expect source --retry 1")
        #expect(ended.isPass, "\(ended)")
        #expect(ended.result?.totals.retries == 1)
        #expect(ended.result?.totals.checkedFiles == 1)
        #expect(try stage.local.read("copies/process_0") == stage.source)
    }

    @Test("verifies again what failed")
    func verified() async throws {
        let alluxio = try failing("open-file", first: 1, by: Self.refusal)
        let stage = try Stage(alluxio)
        alluxio.put(.file("/alluxio-py-test/node_1/process_0", stage.source))
        let ended = try await stage.run("verify-write --node 1 --nfiles 1 --src source --retry 1")
        #expect(ended.isPass, "\(ended)")
        #expect(ended.result?.totals.retries == 1)
    }

    @Test("makes what fails in its last try, too, one error, under the call that failed")
    func exhausted() async throws {
        let alluxio = try failing("write", first: 1000, by: Self.refusal)
        let stage = try Stage(alluxio)
        let ended = try await stage.run("parallel-write --node 1 --src source --retry 2")
        #expect(ended.isFail)
        #expect(ended.errors.map(\.kind) == ["no-space"])
        #expect(ended.errors.map(\.operation) == ["write"])
        #expect(ended.errors.map(\.count) == [1])
        #expect(ended.result?.totals.retries == 2)
        #expect(ended.result?.operations["write"]?.errors == 3)
        #expect(ended.result?.left.isEmpty == true)
        #expect(alluxio.paths == ["/alluxio-py-test"] || alluxio.paths.isEmpty)
    }

    @Test("tries nothing again that is in doubt")
    func inDoubt() async throws {
        let alluxio = try failing("create-file", first: 1, by: [.reset])
        let stage = try Stage(alluxio)
        let ended = try await stage.run("parallel-write --node 1 --src source --retry 5")
        #expect(ended.errors.map(\.kind) == ["in-doubt"])
        #expect(ended.result?.totals.retries == 0)
        #expect(alluxio.calls("create-file").count == 1)
    }

    @Test("is off by default")
    func off() async throws {
        let stage = try Stage(try failing("write", first: 1, by: Self.refusal))
        let ended = try await stage.run("parallel-write --node 1 --src source")
        #expect(ended.isFail)
        #expect(ended.result?.totals.retries == 0)
    }
}
