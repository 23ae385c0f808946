import Alluxio
import TestSupport
import Testing

@Suite("clean", .ownThread, .timeLimit(.minutes(20)))
struct CleanTests {
    private func clean(_ stage: Stage, _ line: String = "") async throws -> Ended {
        try await stage.run("clean --node 1 --dst \(stage.root) \(line)")
    }

    @Test(
        "deletes a node's files of either kind and its emptied folders, and nothing else",
        arguments: Server.all)
    func deletes(on server: Server) async throws {
        let stage = try Stage(server)
        for name in ["process_0", "process_17", "process_1/file_0", "process_1/file_1"] {
            try stage.write([1, 2], to: "node_1/\(name)")
        }
        try stage.write([3], to: "node_2/process_0")
        try stage.write([4], to: "process_0")
        let run = try await clean(stage)
        #expect(run.isPass, "\(run)")
        #expect(run.output.contains("deleted \(stage.root)/node_1/process_1/file_1"))
        #expect(run.output.contains("PASS 4 files deleted, 8 bytes"))
        #expect(try stage.names("") == ["node_2", "process_0"])
        #expect(try stage.content("node_2/process_0") == [3])
    }

    @Test("never deletes the folder it is given, even if it is empty", arguments: Server.all)
    func root(on server: Server) async throws {
        let stage = try Stage(server)
        try stage.write([1], to: "node_1/process_0")
        #expect(try await clean(stage).isPass)
        #expect(try stage.names("") == [])
    }

    @Test("with --dry-run lists, and deletes nothing", arguments: Server.all)
    func dryRun(on server: Server) async throws {
        let stage = try Stage(server)
        try stage.write([1], to: "node_1/process_0")
        try stage.write([1], to: "node_1/process_1/file_3")
        let run = try await clean(stage, "--dry-run")
        #expect(run.isPass, "\(run)")
        for name in ["process_0", "process_1/file_3"] {
            #expect(run.output.contains("would delete \(stage.root)/node_1/\(name)"))
        }
        #expect(run.output.contains("PASS 2 files would be deleted, 2 bytes"))
        #expect(run.result?.totals.files == 2)
        #expect(try stage.names("node_1") == ["process_0", "process_1"])
        #expect(try stage.names("node_1/process_1") == ["file_3"])
    }

    @Test("with --dry-run of a single file, and of none, says so in words")
    func dryRunWords() async throws {
        let stage = try Stage(.embedded)
        #expect(try await clean(stage, "--dry-run").output.contains("PASS 0 files would be deleted, 0 bytes"))
        try stage.write([1, 2, 3], to: "node_1/process_5/file_0")
        #expect(try await clean(stage, "--dry-run").output.contains("PASS 1 file would be deleted, 3 bytes"))
    }

    @Test("stops at foreign entries, and names them", arguments: Server.all)
    func foreign(on server: Server) async throws {
        let stage = try Stage(server)
        for name in ["process_0", "readme", "process_1/notes", "process_1/file_0"] {
            try stage.write([1], to: "node_1/\(name)")
        }
        let run = try await clean(stage)
        #expect(run.isNotStarted, "\(run)")
        #expect(run.output.contains("\(stage.root)/node_1/readme"))
        #expect(run.output.contains("\(stage.root)/node_1/process_1/notes"))
        #expect(try stage.names("node_1") == ["process_0", "process_1", "readme"])
    }

    @Test(
        "with --force goes past foreign entries, which stay with the folders they stand in",
        arguments: Server.all)
    func force(on server: Server) async throws {
        let stage = try Stage(server)
        for name in ["process_0", "readme", "process_1/notes", "process_1/file_0", "process_2/file_0"] {
            try stage.write([1], to: "node_1/\(name)")
        }
        let run = try await clean(stage, "--force")
        #expect(run.isPass, "\(run)")
        #expect(try stage.names("node_1") == ["process_1", "readme"])
        #expect(try stage.names("node_1/process_1") == ["notes"])
    }

    @Test("stops at pinned files, with --force too", arguments: Server.all, ["", "--force"])
    func pinned(on server: Server, option: String) async throws {
        let stage = try Stage(server)
        for name in ["process_0", "process_1"] { try stage.write([1], to: "node_1/\(name)") }
        try stage.server.client().setAttribute(
            stage.path("node_1/process_1"), SetAttributeOptions { $0.pinned = true })
        let run = try await clean(stage, option)
        #expect(run.isNotStarted, "\(run)")
        #expect(run.output.contains("\(stage.root)/node_1/process_1: pinned"))
        #expect(try stage.names("node_1") == ["process_0", "process_1"])
    }

    @Test("stops at another run's young file, and goes past it with --force", arguments: Server.all)
    func young(on server: Server) async throws {
        let stage = try Stage(server)
        try stage.leaveIncomplete("node_1/process_0", run: 4711)
        let run = try await clean(stage)
        #expect(run.isNotStarted, "\(run)")
        #expect(run.output.contains("run 4711"))
        #expect(try stage.names("node_1") == ["process_0"])
        #expect(try await clean(stage, "--force").isPass)
        #expect(try stage.names("node_1") == nil)
    }

    @Test("of a node that has nothing passes", arguments: Server.all)
    func nothing(on server: Server) async throws {
        let stage = try Stage(server)
        let run = try await clean(stage)
        #expect(run.isPass, "\(run)")
        #expect(run.output.contains("PASS 0 files deleted, 0 bytes"))
    }

    @Test("deletes plainly, never recursively, and goes on after a delete that fails")
    func deleteFails() async throws {
        let alluxio = try ScriptedAlluxio(answering: { call in
            call.operation == "delete" && call.path.hasSuffix("process_1/file_0")
                ? .instead(ScriptedAlluxio.refusal("INTERNAL", "no")) : .usual
        })
        let stage = try Stage(alluxio)
        for name in ["process_0", "process_1/file_0", "process_2"] {
            alluxio.put(.file("\(stage.root)/node_1/\(name)"))
        }
        let run = try await clean(stage)
        #expect(run.isFail, "\(run)")
        #expect(run.errors.map(\.kind) == ["internal"] && run.errors.first?.count == 1)
        #expect(run.result?.totals.files == 2)
        #expect(alluxio.calls("delete").allSatisfy { !$0.request.text.contains(#""recursive":true"#) })
        #expect(
            alluxio.paths.filter { $0.contains("process_") }
                == ["process_1", "process_1/file_0"].map { "\(stage.root)/node_1/\($0)" })
    }

    @Test(
        "keeps the folders of a foreign entry, also where its name joins the slash before it to one character"
    )
    func joinedSlash() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        for name in ["process_0/file_0", "process_0/\u{301}x", "process_1/file_0"] {
            alluxio.put(.file("\(stage.root)/node_1/\(name)"))
        }
        let run = try await clean(stage, "--force")
        #expect(run.isPass, "\(run)")
        #expect(
            alluxio.calls("delete").map(\.path)
                == ["process_0/file_0", "process_1/file_0", "process_1"].map { "\(stage.root)/node_1/\($0)" })
    }

    @Test("lists folder by folder, for of many files one answer would be longer than what is taken")
    func listsFolders() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        for name in ["process_0", "process_1/file_0", "process_2/file_0", "process_2/file_1"] {
            alluxio.put(.file("\(stage.root)/node_1/\(name)"))
        }
        let run = try await clean(stage)
        #expect(run.isPass, "\(run)")
        #expect(run.result?.totals.files == 4)
        let listings = alluxio.calls("list-status")
        #expect(
            listings.map(\.path)
                == ["", "/process_1", "/process_2"].map { "\(stage.root)/node_1\($0)" })
        #expect(listings.allSatisfy { !$0.request.text.contains(#""recursive":true"#) })
    }
}
