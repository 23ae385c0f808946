import Alluxio
import TestSupport
import Testing

@Suite("parallel-write does not start over", .ownThread, .timeLimit(.minutes(20)))
struct NodeFolderTests {
    @Test("an entry that is not the tool's, and names it", arguments: Server.all)
    func foreign(on server: Server) async throws {
        let stage = try Stage(server)
        for name in ["readme", "process_01", "process_x", "process_"] {
            try stage.write([1], to: "node_1/\(name)")
        }
        let run = try await stage.write()
        #expect(run.isNotStarted, "\(run)")
        for name in ["readme", "process_01", "process_x", "process_"] {
            #expect(run.output.contains("\(stage.root)/node_1/\(name)"))
        }
        #expect(run.output.contains("--force"))
        #expect(try stage.names("node_1") == ["process_", "process_01", "process_x", "readme"])
        #expect(run.result?.verdict == "not-started")
    }

    @Test("more entries than it names: ten", arguments: Server.all)
    func many(on server: Server) async throws {
        let stage = try Stage(server)
        for number in 10..<22 { try stage.makeFolder("node_1/other_\(number)") }
        let run = try await stage.write()
        #expect(run.isNotStarted, "\(run)")
        #expect((10..<22).filter { run.output.contains("/other_\($0)") }.count == 10)
        #expect(run.output.contains(" and 2 more"))
    }

    @Test("a folder where a file is needed, with --force neither", arguments: Server.all, ["", "--force"])
    func otherKind(on server: Server, option: String) async throws {
        let stage = try Stage(server)
        try stage.write([1], to: "node_1/process_0/file_0")
        let run = try await stage.write(option)
        #expect(run.isNotStarted, "\(run)")
        #expect(run.output.contains("\(stage.root)/node_1/process_0"))
        #expect(run.output.contains("clean"))
        #expect(try stage.content("node_1/process_0/file_0") == [1])
    }

    @Test("a pinned file, with --force neither", arguments: Server.all, ["", "--force"])
    func pinned(on server: Server, option: String) async throws {
        let stage = try Stage(server)
        try stage.write([1], to: "node_1/process_0")
        try stage.server.client().setAttribute(
            stage.path("node_1/process_0"), SetAttributeOptions { $0.pinned = true })
        let run = try await stage.write(option)
        #expect(run.isNotStarted, "\(run)")
        #expect(run.output.contains("\(stage.root)/node_1/process_0: pinned"))
        #expect(try stage.content("node_1/process_0") == [1])
    }

    @Test("a mount point, with --force neither", arguments: ["", "--force"])
    func mountPoint(option: String) async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        alluxio.put(.folder("\(stage.root)/node_1/mounted").with { $0.mountPoint = true })
        let run = try await stage.write(option)
        #expect(run.isNotStarted, "\(run)")
        #expect(run.output.contains("\(stage.root)/node_1/mounted: a mount point"))
        #expect(alluxio.calls("create-file").isEmpty && alluxio.calls("delete").isEmpty)
    }

    @Test("a file that another run has just begun, and names the run", arguments: Server.all)
    func young(on server: Server) async throws {
        let stage = try Stage(server)
        try stage.leaveIncomplete("node_1/process_0", run: 4711)
        let run = try await stage.write()
        #expect(run.isNotStarted, "\(run)")
        let message =
            "another run of node 1 is at work, or one died (run 4711): wait, use another --node, or --force"
        #expect(run.output.contains("\(stage.root)/node_1/process_0: "))
        #expect(run.output.contains(message))
        #expect(try stage.names("node_1") == ["process_0"])
        #expect(try stage.mark("node_1/process_0") == "1 4711 1 0 0 1 1000")
    }

    @Test("a file in the place of its folder", arguments: Server.all, ["", "--force"])
    func fileAsFolder(on server: Server, option: String) async throws {
        let stage = try Stage(server)
        try stage.write([1], to: "node_1")
        let run = try await stage.write(option)
        #expect(run.isNotStarted, "\(run)")
        #expect(run.output.contains("\(stage.root)/node_1 is a file"))
        #expect(try stage.content("node_1") == [1])
    }
}
