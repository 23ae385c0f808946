import TestSupport
import Testing

@Suite("A write that fails", .ownThread, .timeLimit(.minutes(20)))
struct WriteErrorTests {
    /// The end of a write call's path that is answered by `script`.
    private func alluxio(
        _ operation: String, _ path: String = "process_0", answers script: [ScriptedServer.Action]
    ) throws
        -> ScriptedAlluxio
    {
        try ScriptedAlluxio(answering: { call in
            call.operation == operation && call.path.hasSuffix(path) ? .instead(script) : .usual
        })
    }

    @Test(
        "is counted once under its call, and undone: delete, then close, then a look",
        arguments: [
            ("short-write", [ScriptedServer.Action.text(200, "9999")]),
            (
                "no-space",
                ScriptedAlluxio.refusal("UNKNOWN", "Failed to cache: Not enough space left on worker")
            ),
            ("worker-lost", ScriptedAlluxio.refusal("UNKNOWN", "Failed to cache: io exception")),
            ("internal", ScriptedAlluxio.refusal("INTERNAL", "oops")),
            ("http", [.text(503, "<html>busy</html>", contentType: "text/html")]),
            ("protocol", [.text(200, "<html>ok</html>", contentType: "text/html")]),
            ("protocol", [.respond(status: 200)]),
            ("reset", [.close]),
            ("reset", [.reset]),
        ])
    func write(kind: String, script: [ScriptedServer.Action]) async throws {
        let alluxio = try alluxio("write", answers: script)
        let stage = try Stage(alluxio)
        let run = try await stage.write("--nprocess 2")
        #expect(run.isFail, "\(run)")
        #expect(run.errors.map(\.kind) == [kind])
        #expect(run.errors.first?.operation == "write")
        #expect(run.errors.first?.count == 1)
        #expect(run.errors.first?.first.path == "\(stage.root)/node_1/process_0")
        #expect(run.errors.first?.first.process == 0)
        #expect(run.findings.isEmpty && run.result?.left.isEmpty == true)
        #expect(run.result?.totals.files == 1)
        #expect(alluxio.entry("\(stage.root)/node_1/process_0") == nil)
        let stream = try #require(alluxio.calls("write", "process_0").first?.stream)
        let undoing = alluxio.calls.filter { $0.path.hasSuffix("process_0") }.map(\.operation)
        #expect(undoing == ["create-file", "write", "delete", "close", "get-status"])
        #expect(alluxio.calls("close", "process_0").map(\.stream) == [stream])
    }

    @Test(
        "for want of space is told of --block-size, in one line",
        arguments: [
            "Failed to cache: Not enough space left on worker",
            "There is no worker with enough space for a new block of size 1",
        ])
    func noSpace(message: String) async throws {
        let alluxio = try alluxio(
            "write", answers: ScriptedAlluxio.refusal("UNKNOWN", message + #"\ntier: 0\n  free: 1"#))
        let run = try await Stage(alluxio).write()
        #expect(run.isFail, "\(run)")
        #expect(run.errors.map(\.kind) == ["no-space"])
        #expect(run.output.contains("\(message) tier: 0 free: 1. Each open writer"))
        #expect(run.output.contains("--block-size"))
        #expect(run.output.contains("reserves a whole block"))
    }

    @Test("to be undone is told under left, and its path not used again", arguments: ["delete", "close"])
    func notUndone(operation: String) async throws {
        let alluxio = try ScriptedAlluxio(answering: { call in
            switch call.operation {
            case "write": .instead([.text(200, "1")])
            case operation: .instead(ScriptedAlluxio.refusal("INTERNAL", "no"))
            default: .usual
            }
        })
        let stage = try Stage(alluxio)
        let run = try await stage.write("--iteration 3")
        #expect(run.isFail, "\(run)")
        #expect(run.errors.map(\.kind) == ["short-write"])
        let left = try #require(run.result?.left.first)
        #expect(left.path == "\(stage.root)/node_1/process_0")
        #expect(left.proxy == "127.0.0.1:\(stage.server.port)")
        #expect(left.stream == 1)
        #expect(alluxio.calls("create-file").count == 1)
        // A close before the delete was answered would complete a short file.
        #expect(alluxio.calls("close").count == (operation == "close" ? 1 : 0))
    }

    @Test("does not keep the next iteration from being tried")
    func nextIteration() async throws {
        let writes = Counter()
        let alluxio = try ScriptedAlluxio(answering: { call in
            call.operation == "write" && writes.next() == 2
                ? .instead(ScriptedAlluxio.refusal("UNKNOWN", "oops")) : .usual
        })
        let stage = try Stage(alluxio)
        let run = try await stage.write("--iteration 3")
        #expect(run.isFail, "\(run)")
        #expect(run.result?.iterations.map(\.files) == [1, 0, 1])
        #expect(run.result?.iterations.map(\.errors) == [0, 1, 0])
        #expect(try stage.content("node_1/process_0") == stage.source)
    }

    @Test("because Alluxio knows no attributes is tried again without, and that is said once")
    func noAttributes() async throws {
        let alluxio = try ScriptedAlluxio(answering: { call in
            call.operation == "create-file" && call.request.text.contains("xattr")
                ? .instead([.text(400, "Unrecognized field \"xattr\"", contentType: "text/plain")]) : .usual
        })
        let run = try await Stage(alluxio).write("--iteration 3")
        #expect(run.isPass, "\(run)")
        #expect(run.result?.totals.files == 3)
        #expect(run.result?.warnings.count == 1)
        #expect(run.result?.warnings.first?.contains("extended attributes") == true)
        #expect(alluxio.calls("create-file").count == 4)
    }
}

@Suite("A run in which every write fails", .ownThread, .timeLimit(.minutes(20)))
struct AllFailTests {
    @Test(
        "exits 1, says how many failed and why, and leaves nothing behind",
        arguments: ["create-file", "write"])
    func allFail(operation: String) async throws {
        let alluxio = try ScriptedAlluxio(answering: { call in
            call.operation == operation
                ? .instead(ScriptedAlluxio.refusal("UNKNOWN", "no workers here")) : .usual
        })
        let stage = try Stage(alluxio)
        let run = try await stage.write("--nprocess 3 --iteration 2")
        #expect(run.isFail, "\(run)")
        #expect(run.output.contains("error: 6 x unknown of \(operation): "))
        #expect(run.output.contains("no workers here"))
        #expect(run.output.contains("FAIL (6 errors) 0 files stored, 0 bytes"))
        #expect(run.result?.totals.errorCount == 6)
        #expect(alluxio.paths == [])
    }

    @Test("leaves the folders that were there before")
    func folders() async throws {
        let alluxio = try ScriptedAlluxio(answering: { call in
            call.operation == "create-file" ? .instead(ScriptedAlluxio.refusal("UNKNOWN", "no")) : .usual
        })
        let stage = try Stage(alluxio)
        alluxio.put(.folder("\(stage.root)/node_1"))
        #expect(try await stage.write().isFail)
        #expect(alluxio.paths == [stage.root, "\(stage.root)/node_1"])
    }
}
