import Glibc
import TestSupport
import Testing

@Suite("parallel-read", .ownThread, .timeLimit(.minutes(20)))
struct ParallelReadTests {
    @Test("in local mode gives every process a whole copy of the one file", arguments: Server.all)
    func local(on server: Server) async throws {
        let stage = try Stage(server, source: noise(300_000))
        try stage.write(stage.source, to: "file")
        let run = try await stage.run("parallel-read --src \(stage.root)/file --nprocess 3 --dst copies")
        #expect(run.isPass, "\(run)")
        #expect(try stage.local.names(in: "copies") == ["process_0", "process_1", "process_2"])
        for process in 0..<3 { #expect(try stage.local.read("copies/process_\(process)") == stage.source) }
    }

    @Test("in remote mode gives each process its own file's copy", arguments: Server.all)
    func remote(on server: Server) async throws {
        let stage = try Stage(server)
        let files = (0..<3).map { noise(5000 + 40_000 * $0, seed: UInt64($0)) }
        for (process, bytes) in files.enumerated() {
            try stage.write(bytes, to: "node_a.b/process_\(process)")
        }
        let run = try await stage.run(
            "parallel-read --src \(stage.root) --node a.b --nprocess 3 --dst copies")
        #expect(run.isPass, "\(run)")
        for (process, bytes) in files.enumerated() {
            #expect(try stage.local.read("copies/process_\(process)") == bytes)
        }
    }

    @Test("reads again and again, and without --dst keeps nothing", arguments: Server.all)
    func iterations(on server: Server) async throws {
        let stage = try Stage(server)
        try stage.write(stage.source, to: "file")
        let run = try await stage.run("parallel-read --src \(stage.root)/file --nprocess 2 --iteration 5")
        #expect(run.isPass, "\(run)")
        #expect(run.output.contains("PASS 10 files read, 0 checked, 100,000 bytes"))
        #expect(run.result?.content == "not-checked")
        #expect(run.result?.iterations.map(\.files) == [2, 2, 2, 2, 2])
        #expect(try stage.local.names() == ["source"])
    }

    @Test("replaces old copies, and leaves everything else in the folder", arguments: Server.all)
    func replaces(on server: Server) async throws {
        let stage = try Stage(server)
        try stage.write(stage.source, to: "file")
        for name in ["process_0", ".process_0.part", "process_1", "mine", "process_x"] {
            try stage.local.write([1], to: "copies/\(name)")
        }
        let run = try await stage.run("parallel-read --src \(stage.root)/file --dst copies")
        #expect(run.isPass, "\(run)")
        #expect(try stage.local.names(in: "copies") == ["mine", "process_0", "process_1", "process_x"])
        #expect(try stage.local.read("copies/process_0") == stage.source)
        #expect(try stage.local.read("copies/process_1") == [1])
    }

    @Test("of an empty file makes an empty copy", arguments: Server.all)
    func empty(on server: Server) async throws {
        let stage = try Stage(server, source: [])
        try stage.write([], to: "file")
        let run = try await stage.run("parallel-read --src \(stage.root)/file --dst copies --expect source")
        #expect(run.isPass, "\(run)")
        #expect(try stage.local.read("copies/process_0") == [])
        #expect(run.result?.totals.checkedFiles == 1)
    }

    @Test("finds a file missing, takes the old copy away, and reads the others", arguments: Server.all)
    func missing(on server: Server) async throws {
        let stage = try Stage(server)
        try stage.write(stage.source, to: "node_1/process_0")
        try stage.local.write(stage.source, to: "copies/process_1")
        let run = try await stage.run("parallel-read --src \(stage.root) --node 1 --nprocess 2 --dst copies")
        #expect(run.isFail, "\(run)")
        #expect(run.findings.map(\.kind) == ["missing"])
        #expect(run.findings.first?.path == "\(stage.root)/node_1/process_1")
        #expect(run.result?.totals.files == 1)
        #expect(try stage.local.names(in: "copies") == ["process_0"])
    }

    @Test("finds the one file missing in local mode", arguments: Server.all)
    func missingLocal(on server: Server) async throws {
        let stage = try Stage(server)
        let run = try await stage.run("parallel-read --src \(stage.root)/file --nprocess 2 --dst copies")
        #expect(run.isFail, "\(run)")
        #expect(run.findings.map(\.kind) == ["missing"] && run.result?.reason == "2 findings")
        #expect(try stage.local.names(in: "copies") == [])
    }

    @Test("finds a file incomplete, and doesn't open it", arguments: Server.all)
    func incomplete(on server: Server) async throws {
        let stage = try Stage(server)
        try stage.leaveIncomplete("node_1/process_0")
        let run = try await stage.run("parallel-read --src \(stage.root) --node 1 --dst copies")
        #expect(run.isFail, "\(run)")
        #expect(run.findings.map(\.kind) == ["incomplete"])
        #expect(run.errors.isEmpty && run.result?.operations["open-file"] == nil)
        #expect(try stage.local.names(in: "copies") == [])
    }

    @Test("doesn't read what it could not keep: an old copy that can't be taken away is a local error")
    func notRemovable() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        alluxio.put(.file("/file", stage.source))
        try stage.local.write([1], to: "copies/process_0/file_0")
        let run = try await stage.run("parallel-read --src /file --nprocess 2 --dst copies")
        #expect(run.isFail, "\(run)")
        #expect(run.errors.map(\.kind) == ["local"] && run.errors.map(\.operation) == ["local-write"])
        #expect(run.errors.first?.first.process == 0)
        #expect(alluxio.calls("open-file").count == 1)
        #expect(try stage.local.read("copies/process_1") == stage.source)
        #expect(try stage.local.read("copies/process_0/file_0") == [1])
    }

    @Test("replaces links among the copies, and writes to nothing that they lead to")
    func links() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        for process in 0...1 { alluxio.put(.file("/a/node_1/process_\(process)", stage.source)) }
        try stage.local.makeFolder("copies")
        for name in ["process_0", ".process_1.part"] {
            try stage.local.write(Array("mine".utf8), to: "outside-\(name)")
            let link = stage.local.path("copies/\(name)")
            #expect(symlink(stage.local.path("outside-\(name)"), link) == 0)
        }
        let run = try await stage.run("parallel-read --src /a --node 1 --nprocess 2 --dst copies")
        #expect(run.isPass, "\(run)")
        for name in ["process_0", ".process_1.part"] {
            #expect(try stage.local.read("outside-\(name)") == Array("mine".utf8))
        }
        for process in 0...1 {
            #expect(try stage.local.read("copies/process_\(process)") == stage.source)
            var status = stat()
            #expect(lstat(stage.local.path("copies/process_\(process)"), &status) == 0)
            #expect(status.st_mode & S_IFMT == S_IFREG)
        }
    }

    @Test("goes through no link in the place of a process's folder")
    func linkedFolder() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        for file in 0...1 { alluxio.put(.file("/a/node_1/process_0/file_\(file)", stage.source)) }
        try stage.local.write(Array("mine".utf8), to: "outside/file_0")
        try stage.local.makeFolder("copies")
        #expect(symlink(stage.local.path("outside"), stage.local.path("copies/process_0")) == 0)
        let run = try await stage.run("parallel-read --src /a --node 1 --files 2 --dst copies")
        #expect(run.isFail, "\(run)")
        #expect(run.errors.map(\.kind) == ["local"])
        #expect(try stage.local.read("outside/file_0") == Array("mine".utf8))
        #expect(try stage.local.names(in: "outside") == ["file_0"])
    }

    @Test("can't read a folder", arguments: Server.all)
    func folder(on server: Server) async throws {
        let stage = try Stage(server)
        // What forgets --node: a folder that is not empty.
        #expect(try await stage.write().isPass)
        let run = try await stage.run("parallel-read --src \(stage.root) --dst copies")
        #expect(run.isFail, "\(run)")
        #expect(run.findings.isEmpty)
        #expect(run.errors.map(\.kind) == ["is-a-directory"])
        #expect(run.output.contains("give --node"), "\(run)")
        #expect(try stage.local.names(in: "copies") == [])
    }

    @Test("asks for the read type it is told")
    func readType() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        alluxio.put(.file("/file", [1, 2, 3]))
        #expect(try await stage.run("parallel-read --src /file --read-type no_cache").isPass)
        #expect(try await stage.run("parallel-read --src /file").isPass)
        let bodies = alluxio.calls("open-file").map(\.request.text)
        #expect(bodies.count == 2)
        #expect(bodies.first?.contains(#""readType":"NO_CACHE""#) == true)
        #expect(bodies.last?.contains("readType") == false)
    }
}
