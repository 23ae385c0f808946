import Alluxio
import SelfDescribingData
import TestSupport
import Testing

@Suite("parallel-write --files", .ownThread, .timeLimit(.minutes(20)))
struct SeveralFilesTests {
    private func write(_ stage: Stage, _ line: String) async throws -> Ended {
        try await stage.run(
            "parallel-write --node 1 --dst \(stage.root) --block-size 1MB --size 10000 --run 77 \(line)")
    }

    /// Whether a file holds generated data of run 77, node 1.
    private func isRight(_ stage: Stage, process: UInt16, file: UInt16, version: UInt32) throws -> Bool {
        let bytes = try stage.content("node_1/process_\(process)/file_\(file)")
        let identity = Identity(run: 77, node: 1, process: process, file: file, version: version)
        return bytes.count == 10_000 && bytes.withUnsafeBytes { identity.matches($0, at: 0) }
    }

    @Test("gives each process a folder of files, all written once an iteration", arguments: Server.all)
    func stores(on server: Server) async throws {
        let stage = try Stage(server)
        let run = try await write(stage, "--nprocess 2 --files 3 --iteration 2")
        #expect(run.isPass, "\(run)")
        #expect(run.output.contains("PASS 12 files stored, 120,000 bytes"))
        #expect(run.result?.iterations.map(\.files) == [6, 6])
        #expect(run.result?.operations["list-status"]?.count == 4)
        #expect(try stage.names("node_1") == ["process_0", "process_1"])
        for process in 0..<2 {
            #expect(try stage.names("node_1/process_\(process)") == ["file_0", "file_1", "file_2"])
            for file in 0..<3 {
                let name = "node_1/process_\(process)/file_\(file)"
                #expect(
                    try isRight(stage, process: UInt16(process), file: UInt16(file), version: 2), "\(name)")
                #expect(try stage.mark(name) == "1 77 1 \(process) \(file) 2 10000")
            }
        }
    }

    @Test("of 1 are files without folders, as without it", arguments: Server.all)
    func one(on server: Server) async throws {
        let stage = try Stage(server)
        #expect(try await write(stage, "--files 1").isPass)
        #expect(try stage.status("node_1/process_0")?.folder == false)
    }

    @Test("runs again, over fewer and more files and processes, whose others stay", arguments: Server.all)
    func again(on server: Server) async throws {
        let stage = try Stage(server)
        for line in ["--nprocess 2 --files 3", "--nprocess 1 --files 2", "--nprocess 3 --files 2"] {
            let run = try await write(stage, line)
            #expect(run.isPass, "\(line)\n\(run)")
        }
        #expect(try stage.names("node_1") == ["process_0", "process_1", "process_2"])
        #expect(try stage.names("node_1/process_0") == ["file_0", "file_1", "file_2"])
        #expect(try stage.names("node_1/process_2") == ["file_0", "file_1"])
    }

    @Test("writes a source's bytes, too, and any node's name", arguments: Server.all)
    func source(on server: Server) async throws {
        let stage = try Stage(server)
        let run = try await stage.write("--node a.b --files 2")
        #expect(run.isPass, "\(run)")
        for file in 0..<2 { #expect(try stage.content("node_a.b/process_0/file_\(file)") == stage.source) }
    }

    @Test(
        "and one file a process don't go over each other: clean is named, and --force helps neither",
        arguments: Server.all, [("--files 2", "--files 1"), ("--files 1", "--files 2")])
    func otherLayout(on server: Server, lines: (first: String, second: String)) async throws {
        let stage = try Stage(server)
        #expect(try await write(stage, lines.first).isPass)
        for force in ["", "--force"] {
            let run = try await write(stage, "\(lines.second) \(force)")
            #expect(run.isNotStarted, "\(run)")
            #expect(run.output.contains("\(stage.root)/node_1/process_0: a f"))
            #expect(run.output.contains("`alluxio-stress clean` takes away"))
        }
        #expect(try await stage.run("clean --node 1 --dst \(stage.root)").isPass)
        #expect(try stage.names("node_1") == nil)
        #expect(try await write(stage, lines.second).isPass)
    }

    @Test("does not start over an entry of a process's folder that is not the tool's", arguments: Server.all)
    func foreign(on server: Server) async throws {
        let stage = try Stage(server)
        let names = ["readme", "file_01", "file_x", "file_0/deeper"]
        for name in names { try stage.write([1], to: "node_1/process_3/\(name)") }
        let run = try await write(stage, "--files 2")
        #expect(run.isNotStarted, "\(run)")
        #expect(run.output.contains("\(stage.root)/node_1/process_3/file_0: a folder"), "\(run)")
        try stage.server.client().delete(stage.path("node_1/process_3/file_0/deeper"))
        try stage.server.client().delete(stage.path("node_1/process_3/file_0"))
        let other = try await write(stage, "--files 2")
        #expect(other.isNotStarted, "\(other)")
        for name in names.dropLast() { #expect(other.output.contains("/process_3/\(name)"), "\(name)") }
        #expect(other.output.contains("--force"))
        let forced = try await write(stage, "--files 2 --nprocess 4 --force")
        #expect(forced.isPass, "\(forced)")
        #expect(
            try stage.names("node_1/process_3") == ["file_0", "file_01", "file_1", "file_x", "readme"])
    }

    @Test("does not start over a file that another run has just begun", arguments: Server.all)
    func young(on server: Server) async throws {
        let stage = try Stage(server)
        try stage.leaveIncomplete("node_1/process_5/file_7", run: 4711)
        let run = try await write(stage, "--files 2")
        #expect(run.isNotStarted, "\(run)")
        #expect(run.output.contains("/process_5/file_7: not completed"))
        #expect(run.output.contains("(run 4711)"))
        #expect(try stage.names("node_1") == ["process_5"])
    }

    @Test("takes its emptied folders away where nothing could be written, and no others")
    func folders() async throws {
        let alluxio = try ScriptedAlluxio(answering: { call in
            call.operation == "create-file" ? .instead(ScriptedAlluxio.refusal("UNKNOWN", "no")) : .usual
        })
        let stage = try Stage(alluxio)
        alluxio.put(.folder("\(stage.root)/node_1/process_1"))
        let run = try await write(stage, "--files 2 --nprocess 3")
        #expect(run.isFail, "\(run)")
        #expect(run.result?.totals.errorCount == 6)
        #expect(run.result?.left.isEmpty == true)
        #expect(alluxio.paths == ["", "/node_1", "/node_1/process_1"].map { stage.root + $0 })
    }

    @Test("makes folders without an extended attribute, which would go to the folder above")
    func attributes() async throws {
        let alluxio = try ScriptedAlluxio()
        let run = try await write(try Stage(alluxio), "--files 2 --nprocess 2")
        #expect(run.isPass, "\(run)")
        #expect(alluxio.calls("create-directory").count == 3)
        #expect(alluxio.calls("create-directory").allSatisfy { !$0.request.text.contains("xattr") })
        #expect(alluxio.calls("create-file").allSatisfy { $0.request.text.contains(#""recursive":false"#) })
    }

    @Test("counts a file that a listing does not show, with its number")
    func findings() async throws {
        let alluxio = try ScriptedAlluxio(showing: { $0.path.hasSuffix("process_1/file_2") ? nil : $0 })
        let stage = try Stage(alluxio)
        let run = try await write(stage, "--nprocess 2 --files 3")
        #expect(run.isFail, "\(run)")
        let finding = ResultDocument.Finding(
            kind: "missing", path: "\(stage.root)/node_1/process_1/file_2", offset: 0, length: 10_000,
            node: "1",
            process: 1, file: 2)
        #expect(run.findings == [finding])
        #expect(run.result?.totals.files == 5)
    }

    @Test("ends a process whose call is in doubt, and not the others")
    func inDoubt() async throws {
        let alluxio = try ScriptedAlluxio(answering: { call in
            call.operation == "close" && call.path.hasSuffix("process_0/file_1") ? .instead([.close]) : .usual
        })
        let stage = try Stage(alluxio)
        let run = try await write(stage, "--nprocess 2 --files 3 --iteration 2")
        #expect(run.isFail, "\(run)")
        #expect(run.errors.map(\.kind) == ["in-doubt"])
        #expect(run.result?.left.map(\.path) == ["\(stage.root)/node_1/process_0/file_1"])
        #expect(run.result?.iterations.map(\.files) == [4, 3])
    }

    @Test("are listed process by process where one answer for all of many processes would be too long")
    func veryMany() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        let line = "--node 1 --files 17 --dst \(stage.root)"
        for _ in 1...2 {
            let run = try await stage.run("parallel-write \(line) --nprocess 2 --size 16")
            #expect(run.isPass && run.result?.totals.files == 34, "\(run)")
        }
        let listed = Set(alluxio.calls("list-status").map(\.path))
        #expect(listed == Set(["", "/process_0", "/process_1"].map { "\(stage.root)/node_1" + $0 }))
        #expect(try await stage.run("verify-write \(line) --nfiles 2").result?.totals.checkedFiles == 34)
    }

    @Test("what is no number of files", arguments: ["0", "65537", "-1", "x"])
    func refused(count: String) async throws {
        try await Refusal().expect(
            "parallel-write --node 1 --files \(count)",
            says: ["--files: '\(count)' is not a whole number from 1 to 65536"])
    }

    @Test("a reader that looks for the other form is told so", arguments: Server.all)
    func otherForm(on server: Server) async throws {
        let stage = try Stage(server)
        #expect(
            try await stage.run("parallel-write --node 1 --size 100 --dst \(stage.root) --files 2").isPass)
        #expect(try await stage.run("parallel-write --node 2 --size 100 --dst \(stage.root)").isPass)
        for line in ["parallel-read --src \(stage.root)", "verify-write --dst \(stage.root) --nfiles 1"] {
            let single = try await stage.run("\(line) --node 1")
            #expect(single.isFail && single.findings.map(\.kind) == ["missing"], "\(single)")
            #expect(
                single.result?.warnings
                    == ["each process of \(stage.root)/node_1 has a folder of files: give --files"])
            let several = try await stage.run("\(line) --node 2 --files 2")
            #expect(several.isFail && several.findings.map(\.kind) == ["missing", "missing"], "\(several)")
            #expect(
                several.result?.warnings
                    == ["each process of \(stage.root)/node_2 has one file: leave --files out"])
        }
    }
}
