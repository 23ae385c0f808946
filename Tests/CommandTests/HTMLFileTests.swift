import FoundationEssentials
import Glibc
import TestSupport
import Testing

@Suite("A run's page", .ownThread, .timeLimit(.minutes(20)))
struct HTMLFileTests {
    private static func page(_ stage: Stage, _ name: String = "page.html") throws -> String {
        String(decoding: try stage.local.read(name), as: UTF8.self)
    }

    @Test("is there after a pass, whole and alone", arguments: Server.all)
    func pass(on server: Server) async throws {
        let stage = try Stage(server)
        let run = try await stage.write("--nprocess 2 --iteration 2 --html page.html")
        #expect(run.isPass, "\(run)")
        let page = try Self.page(stage)
        #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>\n"))
        #expect(page.contains("<title>PASS: alluxio-stress parallel-write</title>"))
        for chart in ["throughput", "latency", "percentiles", "process-throughput", "process-latency"] {
            #expect(page.contains("<figure id=\"\(chart)\">"), "\(chart)")
        }
        #expect(try stage.local.names() == ["page.html", "source"])
    }

    @Test("is there after a failure, with the findings at their places")
    func fail() async throws {
        let stage = try Stage(RunningServer(serving: ["--fault", "zeros:operation=read"]))
        #expect(try await stage.run("parallel-write --node 1 --size 64KB --dst \(stage.root)").isPass)
        let run = try await stage.run(
            "parallel-read --node 1 --src \(stage.root) --html page.html --json result.json")
        #expect(run.status == .exited(1), "\(run)")
        // By which the map is true to scale.
        let json = String(decoding: try stage.local.read("result.json"), as: UTF8.self)
        #expect(json.contains("\"fileLength\" : 65536"), "\(json)")
        let page = try Self.page(stage)
        #expect(page.contains("<title>FAIL: alluxio-stress parallel-read</title>"))
        #expect(page.contains("<figure id=\"finding-map\">"))
        #expect(page.contains("\(stage.root)/node_1/process_0") && page.contains("are zero"))
    }

    @Test("is there where nothing could begin")
    func notStarted() async throws {
        let dead = try DeadPort(.refuses)
        let stage = try Stage(RunningServer(dead))
        let run = try await stage.run("parallel-write --node 1 --html page.html")
        #expect(run.status == .exited(3), "\(run)")
        #expect(try Self.page(stage).contains("NOT STARTED"))
    }

    @Test("is there after a signal", arguments: [SIGINT, SIGTERM])
    func signal(signal: Int32) async throws {
        let stage = try Stage(.embedded)
        let tool = try stage.start(
            "parallel-write --node 1 --src source --iteration 1000000 --html page.html")
        try #require(tool.output { $0.contains("iteration 3/") ? true : nil } == true)
        tool.send(signal: signal)
        #expect(try await tool.end().status == .exited(128 + signal))
        let page = try Self.page(stage)
        #expect(page.contains("<title>PASS: ") && page.contains("interrupted"))
        #expect(try stage.local.names() == ["page.html", "result.json", "source"])
    }

    @Test("goes to standard output at -, and all text to standard error")
    func standardOutput() async throws {
        let stage = try Stage(.embedded)
        let apart = ["/bin/sh", "-c", #"exec "$@" 2>errors"#, "sh"]
        let run = try await stage.run("parallel-write --node 1 --src source --html -", through: apart)
        #expect(run.isPass, "\(run)")
        #expect(run.output.hasPrefix("<!DOCTYPE html>") && run.output.hasSuffix("</html>\n"))
        #expect(
            String(decoding: try stage.local.read("errors"), as: UTF8.self).contains("PASS 1 file stored"))
    }

    @Test("has a place of its own", arguments: ["-", "r", "./r"])
    func besideJSON(name: String) async throws {
        try await Refusal().expect(
            "parallel-write --node 1 --src source --json \(name == "-" ? "-" : "r") --html \(name)",
            says: [
                name == "-" ? "--html: can't be standard output" : "--html: '\(name)' is the file of --json"
            ])
    }

    @Test(
        "replaces nothing of the run's",
        arguments: [
            ("parallel-write --node 1 --src source --html source", "'source' is the file of --src"),
            (
                "parallel-read --src /a --node 1 --dst copies --html copies/process_0",
                "is the place of a copy"
            ),
            ("verify-write --node 1 --nfiles 1 --src source --html copies", "'copies' is a folder"),
        ])
    func others(line: String, says: String) async throws {
        try await Refusal().expect(line, says: ["--html", says])
    }

    @Test("that can't be kept makes a pass none, and costs the JSON nothing")
    func unwritable() async throws {
        let stage = try Stage(.embedded)
        #expect(symlink("/dev/full", stage.local.path("full")) == 0)
        let run = try await stage.run("parallel-write --node 1 --src source --html full --json result.json")
        #expect(run.status == .exited(1), "\(run)")
        #expect(run.output.contains("the result could not be kept"))
        #expect(try ResultDocument(at: stage.local.path("result.json")).verdict == "pass")
    }
}
