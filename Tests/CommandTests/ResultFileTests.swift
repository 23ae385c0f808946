import FoundationEssentials
import Glibc
import TestSupport
import Testing

@Suite("A result file", .ownThread, .timeLimit(.minutes(20)))
struct ResultFileTests {
    @Test(
        "is not the run's own input, by whatever name",
        arguments: [
            ("parallel-write --node 1 --src source", "--src"),
            ("parallel-read --src /a --expect source", "--expect"),
            ("verify-write --node 1 --nfiles 1 --src source", "--src"),
        ],
        ["source", "./source", "hard", "soft"])
    func input(line: (text: String, option: String), name: String) async throws {
        let refusal = try Refusal()
        let local = refusal.local
        #expect(link(local.path("source"), local.path("hard")) == 0)
        #expect(symlink("source", local.path("soft")) == 0)
        try await refusal.expect(
            "\(line.text) --json \(name)",
            says: ["--json: '\(name)' is the file of \(line.option), which the result would replace"])
    }

    @Test(
        "is no copy, and no part of one, there or not",
        arguments: [
            "parallel-read --src /a --node 1 --dst copies",
            "verify-read --src /a --node 1 --nfiles 1 --dst copies/",
        ],
        [
            "copies/process_0", "copies/process_1", "copies/.process_0.part", "copies/../copies/process_7",
            "soft",
        ])
    func copy(line: String, name: String) async throws {
        let refusal = try Refusal()
        #expect(symlink("copies/process_3", refusal.local.path("soft")) == 0)
        try await refusal.expect(
            "\(line) --json \(name)", says: ["--json: '\(name)' is the place of a copy in 'copies"])
    }

    @Test("is no copy of several files a process", arguments: ["process_0/file_1", "process_2/.file_0.part"])
    func copyInFolder(name: String) async throws {
        let refusal = try Refusal()
        try refusal.local.write([], to: "many/process_0/other")
        try refusal.local.write([], to: "many/process_2/other")
        try await refusal.expect(
            "parallel-read --src /a --node 1 --files 2 --dst many --json many/\(name)",
            says: ["--json: 'many/\(name)' is the place of a copy in 'many'"])
    }

    @Test("stands among copies under another name")
    func besideCopies() async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        alluxio.put(.file("/a", stage.source))
        try FileManager.default.createDirectory(
            atPath: stage.local.path("copies"), withIntermediateDirectories: false)
        let run = try await stage.run(
            "parallel-read --src /a --dst copies --expect source --json copies/process_0.json")
        #expect(run.isPass, "\(run)")
        #expect(try stage.local.names(in: "copies") == ["process_0", "process_0.json"])
    }

    @Test("leaves what else stands beside it, and goes where a link leads", arguments: ["absent", "there"])
    func neighbours(target: String) async throws {
        let stage = try Stage(ScriptedAlluxio())
        let local = stage.local
        try local.write(Array("mine".utf8), to: "r.json.part")
        try local.write(Array("old".utf8), to: "kept/there")
        #expect(symlink("kept/\(target)", local.path("r.json")) == 0)
        let run = try await stage.run("parallel-write --node 1 --src source --json r.json")
        #expect(run.isPass, "\(run)")
        #expect(try local.read("r.json.part") == Array("mine".utf8))
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: local.path("r.json"))
                == "kept/\(target)")
        #expect(try ResultDocument(at: local.path("kept/\(target)")).verdict == "pass")
        #expect(try local.names() == ["kept", "r.json", "r.json.part", "source"])
        #expect(try local.names(in: "kept") == Set(["there", target]).sorted())
    }
}
