import Alluxio
import FoundationEssentials
import Glibc
import Measurement
import OSThreads
import Report
import TestSupport
import Testing

@Suite("The schema of results", .ownThread, .timeLimit(.minutes(20)))
struct ResultSchemaTests {
    private static let package = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
    private static let schema = "\(package)/Schemas/result.schema.json"

    /// Holds files against the schema by Python's jsonschema.
    private func validate(_ names: [String], in folder: TemporaryFolder) async throws -> Tool.Run {
        let script = #"shift; exec /usr/bin/python3 "$@""#
        return try await Tool(in: folder.path, through: ["/bin/sh", "-c", script, "sh"]).run(
            ["\(Self.package)/Tests/CommandTests/validate.py", Self.schema] + names)
    }

    @Test("holds of a result at every end, which report reads, and writes again as it was")
    func everyEnd() async throws {
        let files = try ResultFiles()
        let serve = try RunningServer(serving: [
            "--fault", "500:operation=open-file:path=/a/node_2/process_1*",
        ])
        let folder = files.folder
        func run(_ line: String, _ name: String, on server: RunningServer? = nil, _ status: Int32)
            async throws
        {
            let run = try await files.run(line, on: server ?? serve, named: name)
            #expect(run.status == .exited(status), "\(name): \(run)")
        }

        let write = "parallel-write --dst /a --size 100000 --nprocess 2"
        // One that goes on, as it is left by what has no time to end.
        let endless = try Tool(in: folder.path).start(
            "\(write) --node 13 --duration 1h --json unfinished --host \(serve.host) --port \(serve.port)"
                .split(separator: " ").map(String.init))
        for (signal, name) in [(SIGINT, "interrupted"), (SIGTERM, "terminated")] {
            let line =
                "\(write) --node \(signal + 10) --iteration 1000000 --json \(name) --host \(serve.host) --port \(serve.port)"
            let tool = try Tool(in: folder.path).start(line.split(separator: " ").map(String.init))
            try #require(tool.output { $0.contains("iteration 2/") ? true : nil } == true)
            tool.send(signal: signal)
            #expect(try await tool.end().status == .exited(128 + signal))
        }
        try await run("\(write) --node 1 --iteration 3 --record record", "pass", 0)
        try await run("\(write) --node 2 --files 2 --rate 50 --duration 1s --warmup 200ms", "paced", 0)
        try await run("\(write) --node 3 --require files>100 --require errorCount==0", "missed", 1)
        try await run("parallel-read --src /a --node 1 --nprocess 2 --dst local", "read", 0)
        try await run("parallel-read --src /a --node 2 --files 2 --nprocess 2", "fail", 1)
        try await run("mixed --dst /a --node 4 --nprocess 3 --size 10000 --duration 200ms", "mixed", 0)
        var copy = try folder.read("local/process_1")
        copy.replaceSubrange(5000..<9000, with: try folder.read("local/process_0")[5000..<9000])
        try folder.write(copy, to: "local/process_1")
        try await run("verify-read --src /a --node 1 --nfiles 2 --dst local", "damaged", 1)
        try await run("verify-write --record record", "verified", 0)
        try await run("verify-write --dst /a --node 9 --nfiles 2", "missing", 1)
        try await run("clean --dst /a --node 3 --dry-run", "clean", 0)
        let soon = Int(Date().timeIntervalSince1970) + 15
        try await run("\(write) --node 1 --force --start-at \(soon)", "timed", 0)
        try #require(endless.output { $0.contains("after 0:1") ? true : nil } == true)
        endless.send(signal: SIGKILL)
        _ = try await endless.end()
        try await run("\(write) --node 1", "not-started", on: RunningServer(DeadPort(.refuses)), 3)
        let merged = try await files.report("--merge pass paced missed interrupted --json merged")
        #expect(merged.status == .exited(1), "\(merged)")

        let names = try folder.names().filter { !["local", "record"].contains($0) }
        #expect(names.count == 16)
        let run = try await validate(names, in: folder)
        #expect(run.status == .exited(0), "\(run)")
        for name in names {
            #expect(try files.document(name).encoded() == folder.read(name), "\(name)")
        }
    }

    @Test(
        "does not hold of anything else",
        arguments: [
            (#""verdict" : "pass""#, #""verdict" : "good""#), (#""files" : 2,"#, ""),
            (#""reason" : null"#, #""reason" : "why""#), (#""schema" : 1"#, #""schema" : 2"#),
            (#""interrupted" : false"#, #""interrupted" : false, "more" : 1"#),
            (#""write-file" : {"#, #""write-all" : {"#), (#""errors" : 0"#, #""errors" : -1"#),
            (#""hdrHistogram" : "HIST"#, #""hdrHistogram" : "HOST"#),
        ])
    func wrong(part: String, by other: String) async throws {
        let files = try ResultFiles()
        let server = RunningServer(try ScriptedAlluxio())
        let written = try await files.run(
            "parallel-write --node 1 --size 1000 --nprocess 2", on: server, named: "a")
        #expect(written.status == .exited(0))
        let text = String(decoding: try files.folder.read("a"), as: UTF8.self)
        #expect(text.contains(part))
        try files.folder.write(Array(text.replacing(part, with: other).utf8), to: "b")
        #expect(try await validate(["a"], in: files.folder).status == .exited(0))
        #expect(try await validate(["b"], in: files.folder).status == .exited(1))
    }

    private struct Schema: Decodable {
        struct Names: Decodable { let `enum`: [String] }
        struct Part: Decodable { let properties: [String: PerhapsNames] }
        struct PerhapsNames: Decodable { let `enum`: [String]? }
        struct Parts: Decodable {
            let operationName: Names
            let error: Part
            let finding: Part
        }
        let parts: Parts

        private enum CodingKeys: String, CodingKey { case parts = "$defs" }
    }

    @Test("names every operation, error and finding there is")
    func names() throws {
        let parts = try JSONDecoder().decode(Schema.self, from: Data(contentsOf: URL(filePath: Self.schema)))
            .parts
        #expect(Set(parts.operationName.enum) == Set(Operation.allCases.map(\.rawValue)))
        // What a run cuts off itself is no error of it.
        let errors = AlluxioError.Code.allCases.filter { $0 != .cancelled }
        #expect(
            parts.error.properties["kind"]?.enum.map(Set.init)
                == Set(errors.map(\.rawValue)))
        #expect(
            parts.finding.properties["kind"]?.enum.map(Set.init) == Set(Finding.Kind.allCases.map(\.rawValue))
        )
    }
}
