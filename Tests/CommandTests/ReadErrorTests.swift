import Glibc
import TestSupport
import Testing

@Suite("A read that fails", .ownThread, .timeLimit(.minutes(20)))
struct ReadErrorTests {
    /// Two files of 10,000 bytes, the first of which is answered by `script`.
    private func run(_ operation: String, answers script: [ScriptedServer.Action], _ line: String = "")
        async throws -> (Ended, Stage)
    {
        let alluxio = try ScriptedAlluxio(answering: { call in
            call.operation == operation && call.path.hasSuffix("process_0") ? .instead(script) : .usual
        })
        let stage = try Stage(alluxio)
        for process in 0...1 { alluxio.put(.file("/a/node_1/process_\(process)", stage.source)) }
        try stage.local.write([1], to: "copies/process_0")
        return (
            try await stage.run("parallel-read --src /a --node 1 --nprocess 2 --dst copies \(line)"), stage
        )
    }

    private static let half = noise(5000)

    @Test(
        "is counted once under its call, leaves no copy, and doesn't disturb the others",
        arguments: [
            ("open-file", "not-found", ScriptedAlluxio.refusal("NOT_FOUND", "gone")),
            (
                "open-file", "incomplete-file",
                ScriptedAlluxio.refusal("UNKNOWN", "can't be read because it is incomplete")
            ),
            ("open-file", "protocol", [.text(200, "seven")]),
            ("open-file", "protocol", [.respond(status: 200)]),
            ("read", "no-stream", ScriptedAlluxio.refusal("INTERNAL", "stream does not exist")),
            ("read", "unavailable", ScriptedAlluxio.refusal("UNAVAILABLE", "no master")),
            ("read", "protocol", [.text(200, "<html></html>", contentType: "text/html")]),
            (
                "read", "cut",
                [.raw(Array("HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n".utf8) + half), .close]
            ),
            (
                "read", "reset",
                [.raw(Array("HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n".utf8) + half), .reset]
            ),
            ("read", "reset", [.close]),
        ] as [(String, String, [ScriptedServer.Action])])
    func read(operation: String, kind: String, script: [ScriptedServer.Action]) async throws {
        let (run, stage) = try await run(operation, answers: script)
        #expect(run.isFail, "\(run)")
        #expect(run.errors.map(\.kind) == [kind])
        #expect(run.errors.map(\.operation) == [operation])
        #expect(run.errors.first?.count == 1)
        #expect(run.errors.first?.first.path == "/a/node_1/process_0")
        #expect(run.findings.isEmpty)
        #expect(run.result?.totals.files == 1)
        #expect(try stage.local.names(in: "copies") == ["process_1"])
    }

    @Test(
        "by silence ends with stalled after --stall-timeout",
        arguments: [
            [ScriptedServer.Action.stall],
            [.raw(Array("HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n".utf8) + half), .stall],
        ])
    func stalled(script: [ScriptedServer.Action]) async throws {
        let (run, stage) = try await run("read", answers: script, "--stall-timeout 3s")
        #expect(run.isFail, "\(run)")
        #expect(run.errors.map(\.kind) == ["stalled"])
        #expect(run.errors.first?.operation == "read")
        #expect(try stage.local.names(in: "copies") == ["process_1"])
    }

    @Test("by taking too long ends with timeout after --timeout")
    func timeout() async throws {
        let (run, stage) = try await run("read", answers: [.stall], "--timeout 3s")
        #expect(run.isFail, "\(run)")
        #expect(run.errors.map(\.kind) == ["timeout"])
        #expect(try stage.local.names(in: "copies") == ["process_1"])
    }

    @Test(
        "A body that ends well with too few bytes is short, with too many long",
        arguments: [
            (9000, "short", 9000, 1000), (0, "short", 0, 10_000), (10_003, "long", 10_000, 3),
        ] as [(Int, String, Int64, Int64)])
    func length(count: Int, kind: String, offset: Int64, length: Int64) async throws {
        let (run, stage) = try await run("read", answers: [.chunked(status: 200, pieces: [noise(count)])])
        #expect(run.isFail, "\(run)")
        #expect(run.errors.isEmpty)
        #expect(run.findings.map(\.kind) == [kind])
        #expect(run.findings.map(\.offset) == [offset] && run.findings.map(\.length) == [length])
        #expect(run.findings.first?.path == "/a/node_1/process_0")
        #expect(try stage.local.names(in: "copies") == ["process_1"])
    }

    @Test("A status of another length than the content is a finding of its own")
    func lengthMismatch() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        alluxio.put(.file("/a/node_1/process_0", stage.source).with { $0.length = 20_000 })
        let run = try await stage.run("parallel-read --src /a --node 1 --expect source")
        #expect(run.isFail, "\(run)")
        #expect(run.findings.map(\.kind) == ["length-mismatch"])
        #expect(run.findings.map(\.offset) == [0] && run.findings.map(\.length) == [20_000])
    }

    @Test("An evicted file is a finding, and not opened")
    func evicted() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        alluxio.put(.file("/file", stage.source).with { $0.inAlluxioPercentage = 0 })
        let run = try await stage.run("parallel-read --src /file")
        #expect(run.isFail, "\(run)")
        #expect(run.findings.map(\.kind) == ["evicted"])
        #expect(alluxio.calls("open-file").isEmpty)
    }
}
