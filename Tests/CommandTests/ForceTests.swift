import TestSupport
import Testing

@Suite("parallel-write goes past", .ownThread, .timeLimit(.minutes(20)))
struct ForceTests {
    @Test("foreign entries with --force, and leaves them", arguments: Server.all)
    func foreign(on server: Server) async throws {
        let stage = try Stage(server)
        try stage.write([1], to: "node_1/readme")
        try stage.write([2], to: "node_1/other/process_0")
        let run = try await stage.write("--force")
        #expect(run.isPass, "\(run)")
        #expect(try stage.names("node_1") == ["other", "process_0", "readme"])
        #expect(try stage.content("node_1/readme") == [1])
        #expect(try stage.content("node_1/other/process_0") == [2])
    }

    @Test("another run's young files with --force, and replaces only its own", arguments: Server.all)
    func young(on server: Server) async throws {
        let stage = try Stage(server)
        try stage.leaveIncomplete("node_1/process_0", run: 4711)
        try stage.leaveIncomplete("node_1/process_1", run: 4711)
        let run = try await stage.write("--force")
        #expect(run.isPass, "\(run)")
        #expect(try stage.content("node_1/process_0") == stage.source)
        #expect(try stage.status("node_1/process_1")?.completed == false)
    }

    @Test("what a dead run left more than 10 minutes ago, which it deletes, and says so")
    func old() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        for process in 0...1 {
            alluxio.put(
                .file("\(stage.root)/node_1/process_\(process)").with {
                    $0.completed = false
                    $0.creationTimeMs -= 601_000
                })
        }
        let run = try await stage.write()
        #expect(run.isPass, "\(run)")
        #expect(run.result?.warnings.contains { $0.contains("\(stage.root)/node_1/process_0") } == true)
        #expect(try stage.content("node_1/process_0") == stage.source)
        #expect(alluxio.entry("\(stage.root)/node_1/process_1")?.completed == false)
    }

    @Test("the age of files is told by the server's clock, not this machine's")
    func serverClock() async throws {
        // A listing that Alluxio dated an hour ago, of a file begun a minute before that.
        let hourAgo = "Mon, 20 Jul 2020 08:00:00 GMT"
        let alluxio = try ScriptedAlluxio(answering: { call in
            guard call.operation == "list-status" else { return .usual }
            let entry = ScriptedAlluxio.Entry.file("\(call.path)/process_0").with {
                $0.completed = false
                $0.creationTimeMs = 1_595_231_940_000
            }
            let body = Array("[\(entry.statusJSON)]".utf8)
            return .instead([.respond(status: 200, headers: [("Date", hourAgo)], body: body)])
        })
        let run = try await Stage(alluxio).write()
        #expect(run.isNotStarted, "\(run)")
        #expect(run.output.contains("younger than 10 minutes"))
    }
}
