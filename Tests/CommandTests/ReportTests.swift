import Glibc
import OSThreads
import Report
import TestSupport
import Testing

@Suite("report", .ownThread, .timeLimit(.minutes(20)))
struct ReportTests {
    /// A server that refuses what node 2's process 1 creates.
    private static func server() throws -> RunningServer {
        RunningServer(
            try ScriptedAlluxio(answering: { call in
                call.operation == "create-file" && call.path.hasSuffix("node_2/process_1")
                    ? .instead(ScriptedAlluxio.refusal("UNKNOWN", "no such luck")) : .usual
            }))
    }

    private static func line(_ node: Int, _ more: String = "") -> String {
        "parallel-write --node \(node) --size 10000 --nprocess 2 --no-progress"
            + (more.contains("--duration") ? " \(more)" : " --iteration 2 \(more)")
    }

    @Test(
        "of one file says what the run said, and ends as it did",
        arguments: [(1, 0), (2, 1)] as [(Int, Int32)], ["", "--verbose", "--quiet"])
    func one(run: (node: Int, status: Int32), option: String) async throws {
        let files = try ResultFiles()
        let said = try await files.run(Self.line(run.node, option), on: Self.server(), named: "a.json")
        let report = try await files.report("a.json \(option)")
        #expect(said.status == .exited(run.status), "\(said)")
        #expect(report.status == said.status && report.output == said.output, "\(said)\n\(report)")
    }

    @Test("ends with 3 of a run that did not start")
    func notStarted() async throws {
        let files = try ResultFiles()
        let said = try await files.run(Self.line(1), on: RunningServer(DeadPort(.refuses)), named: "a.json")
        let report = try await files.report("a.json")
        #expect(report.status == .exited(3) && report.output == said.output, "\(report)")
    }

    @Test("writes the result again as it was, on standard output and into a file")
    func again() async throws {
        let files = try ResultFiles()
        _ = try await files.run(Self.line(2), on: Self.server(), named: "a.json")
        let (_, output, errors) = try await files.reportApart("a.json --format json --json again.json")
        #expect(try output == files.folder.read("a.json") && errors.isEmpty)
        #expect(try files.folder.read("again.json") == output)
        let (run, text, _) = try await files.reportApart("a.json --json -")
        #expect(text == output && run.status == .exited(1))
    }

    @Test("adds up two nodes, number by number")
    func merge() async throws {
        let files = try ResultFiles()
        let server = try Self.server()
        async let first = files.run(Self.line(1, "--duration 1s"), on: server, named: "1.json")
        async let second = files.run(Self.line(2, "--duration 1s"), on: server, named: "2.json")
        _ = try await (first, second)
        let report = try await files.report("--merge 1.json 2.json --json all.json")
        #expect(report.status == .exited(1), "\(report)")
        #expect(report.output.contains("\nFAIL (node 2: "))

        let (one, two) = (try files.document("1.json"), try files.document("2.json"))
        let all = try files.document("all.json")
        let sum = { (number: (Report.ResultDocument) -> Int64) in number(one) + number(two) == number(all) }
        #expect(sum { Int64($0.totals.files) } && sum { $0.totals.bytes } && sum { $0.totals.bytesMoved })
        #expect(
            sum { Int64($0.totals.errorCount) } && one.totals.errorCount == 0 && all.totals.errorCount > 0)
        #expect(all.totals.clientCPUSeconds == one.totals.clientCPUSeconds + two.totals.clientCPUSeconds)
        for name in Set(one.operations.keys).union(two.operations.keys) {
            #expect(sum { Int64($0.operations[name]?.count ?? 0) }, "\(name)")
            #expect(sum { Int64($0.operations[name]?.errors ?? 0) }, "\(name)")
            #expect(sum { $0.operations[name]?.bytes ?? 0 }, "\(name)")
            #expect(sum { $0.operations[name]?.histogram?.count ?? 0 }, "\(name)")
            #expect(sum { Int64($0.operations[name]?.histogram?.sumNanoseconds ?? 0) }, "\(name)")
        }
        #expect(sum { $0.intervals.reduce(0) { $0 + Int64($1.files) } })
        #expect(sum { $0.intervals.reduce(0) { $0 + $1.bytesMoved } })
        #expect(all.processes.map(\.node) == ["1", "1", "2", "2"])
        #expect(all.processes.map(\.bytes) == (one.processes + two.processes).map(\.bytes))
        #expect(all.nodes.map(\.node) == ["1", "2"] && all.nodes.map(\.run) == [one.run, two.run])
        // Both at once, so that together they took about as long as one.
        #expect(all.totals.seconds >= max(one.totals.seconds, two.totals.seconds) - 1e-3)
        // Times since 1970 are known to less than a microsecond.
        #expect(all.totals.seconds <= one.totals.seconds + two.totals.seconds + 1e-6)
        #expect(all.started == min(one.started, two.started))
    }

    @Test("holds one result, or the sum of several, to what is required of it")
    func required() async throws {
        let files = try ResultFiles()
        let server = try RunningServer(.embedded)
        for node in 1...2 {
            let line = "parallel-write --node \(node) --size 10000 --dst /a --require errorCount==0"
            #expect(try await files.run(line, on: server, named: "\(node)").status == .exited(0))
        }
        let one = try await files.report("1 --require files==1 --require files>1 --json one")
        #expect(one.status == .exited(1) && one.output.contains("FAIL (1 requirement not met)"), "\(one)")
        #expect(try files.document("one").requirements.map(\.met) == [true, true, false])
        let sum = try await files.report("--merge 1 2 --require files==2 --json sum")
        #expect(sum.status == .exited(0), "\(sum)")
        #expect(try files.document("sum").requirements.map(\.node) == ["1", "2", nil])
        let several = try await files.report("1 2 --require files==1")
        #expect(several.status == .exited(2), "\(several)")
        #expect(several.output.contains("--require: is for one result"), "\(several)")
    }

    @Test("holds several files against the first, and says what is not the same")
    func compare() async throws {
        let files = try ResultFiles()
        let server = try Self.server()
        _ = try await files.run(Self.line(1), on: server, named: "a.json")
        _ = try await files.run(Self.line(2, "--files 1"), on: server, named: "b.json")
        let same = try await files.report("a.json a.json")
        #expect(same.status == .exited(0) && !same.output.contains("differs"), "\(same)")
        let two = try await files.report("a.json b.json")
        #expect(two.status == .exited(1), "\(two)")
        let lines = two.output.split(separator: "\n")
        #expect(lines.first == "A  a.json" && lines.contains { $0.hasPrefix("   FAIL (2 errors)") }, "\(two)")
        #expect(
            lines.contains { $0.hasPrefix("--node") }
                && lines.contains { $0.hasPrefix("unknown of create-file") })
        #expect(lines.contains { $0.hasPrefix("write-file") && $0.contains("count") })
        let three = try await files.report("a.json b.json a.json")
        #expect(three.output.split(separator: "\n").filter { $0 == "A  a.json" }.count == 2, "\(three)")
    }

    @Test("writes comparisons as JSON, and figures as a table")
    func formats() async throws {
        let files = try ResultFiles()
        _ = try await files.run(Self.line(1), on: Self.server(), named: "a.json")
        let (_, json, _) = try await files.reportApart("a.json a.json --format json")
        #expect(String(decoding: json, as: UTF8.self).contains("\"comparisons\" : ["))
        let (_, table, errors) = try await files.reportApart("a.json --format csv")
        #expect(
            String(decoding: table, as: UTF8.self).contains("\r\na.json,totals,,files,4,\r\n")
                && errors.isEmpty)
    }

    @Test("makes a page of one result, and of the sum of several, with a row for each node")
    func html() async throws {
        let files = try ResultFiles()
        let server = try Self.server()
        _ = try await files.run(Self.line(1, "--html a.html"), on: server, named: "a.json")
        _ = try await files.run(Self.line(2), on: server, named: "b.json")
        let (one, page, errors) = try await files.reportApart("a.json --format html")
        #expect(try page == files.folder.read("a.html") && errors.isEmpty && one.status == .exited(0))
        let (run, sum, _) = try await files.reportApart("--merge a.json b.json --format html")
        let text = String(decoding: sum, as: UTF8.self)
        #expect(
            run.status == .exited(1) && text.contains("<section id=\"nodes\"")
                && text.contains("node 2: 2 errors"))
    }

    @Test(
        "refuses counts that no run can have, alone and among those that it adds up",
        arguments: ["", "--merge "])
    func hostile(merge: String) async throws {
        let files = try ResultFiles()
        _ = try await files.run(Self.line(1), on: Self.server(), named: "a.json")
        let text = String(decoding: try files.folder.read("a.json"), as: UTF8.self)
        let count = try #require(text.firstMatch(of: #/"checkedFiles" : [0-9]+/#))
        let hostile = text.replacing(count.output, with: "\"checkedFiles\" : \(Int64.max)")
        try files.folder.write(Array(hostile.utf8), to: "b.json")
        let report = try await files.report("\(merge)a.json b.json")
        #expect(report.status == .exited(2), "\(report)")
        #expect(
            report.output.contains(
                "b.json is no result of alluxio-stress: 'totals.checkedFiles' is \(Int64.max), "))
    }

    @Test("reads a pipe as it reads a file")
    func pipe() async throws {
        let files = try ResultFiles()
        _ = try await files.run(Self.line(1), on: Self.server(), named: "a.json")
        let script = #"mkfifo pipe; cat a.json > pipe & "$@"; status=$?; wait; exit $status"#
        let run = try await Tool(in: files.folder.path, through: ["/bin/sh", "-c", script, "sh"]).run(
            "report", "pipe", "--quiet")
        #expect(run.output == "PASS 4 files stored, 40,000 bytes\n")
    }

    @Test("waits a while for a pipe that nobody writes to")
    func silentPipe() async throws {
        let folder = try TemporaryFolder()
        #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
        let run = try await Tool(in: folder.path).run("report", "pipe")
        #expect(run.status == .exited(2), "\(run)")
        #expect(run.output.contains("nothing has come from pipe for 30 s"), "\(run)")
    }

    @Test(
        "refuses what is no result, or can't be added up, and names it",
        arguments: [
            ("none.json", "there is no file 'none.json'"), (".", "'.' is a folder"),
            ("text", "text is no result of alluxio-stress: it is no JSON"),
            ("a.json text", "text is no result of alluxio-stress: it is no JSON"),
            ("--merge a.json clean.json", "a.json is of parallel-write and clean.json of clean"),
            ("a.json --json a.json", "--json: 'a.json' is a file to report, which the result would replace"),
            ("a.json --quiet --verbose", "--quiet: goes not with --verbose"),
            ("a.json --format csv --json -", "--json: standard output is what --format csv goes to"),
            ("a.json --format pdf", "'pdf' is none of text, json, html, csv"),
            ("a.json clean.json --format html", "--format: html shows one result"),
            ("--merge", "FILE is required"),
            ("/dev/zero", "'/dev/zero' is longer than 256 MB, and no result"),
        ])
    func refused(line: String, says: String) async throws {
        let files = try ResultFiles()
        let server = try Self.server()
        try files.folder.write(Array("PASS\n".utf8), to: "text")
        _ = try await files.run(Self.line(1), on: server, named: "a.json")
        _ = try await files.run("clean --node 1", on: server, named: "clean.json")
        let before = try files.folder.read("a.json")
        let run = try await files.report(line)
        #expect(run.status == .exited(2) && run.output.contains(says), "\(run)")
        #expect(try files.folder.read("a.json") == before)
    }
}
