import Glibc
import OSThreads
import TestSupport
import Testing

/// Runs' pages, looked at by `look_at_pages.py` in a headless Chromium.
///
/// Where there is none they are skipped, and `Scripts/test` says so; with CI=true they fail.
@Suite(
    "A run's page in a browser", .ownThread, .timeLimit(.minutes(20)),
    .enabled("there is no chromium: make deps") { Browser.isAtHand || environment("CI") == "true" })
struct PageInBrowserTests {
    private static let always = ["throughput", "latency", "percentiles"]
    private static let processes = ["process-throughput", "process-latency"]

    @Test("is right at both widths, by day and by night: of a pass, a failure, errors, a rate and no start")
    func runs() async throws {
        let faults = [
            "--fault", "cut:every=3:path=*process_3*:operation=read", "--fault",
            "zeros:every=7:operation=read", "--fault", "flipped-bits:every=5:operation=read",
            "--fault", "foreign:every=6:operation=read", "--fault", "short:every=8:operation=read",
        ]
        let stage = try Stage(RunningServer(serving: faults))
        let write = "parallel-write --node 1 --dst \(stage.root) --nprocess 5 --files 2 --size 64KB"
        #expect(try await stage.run("\(write) --html pass.html").isPass)
        let read = "parallel-read --node 1 --src \(stage.root) --nprocess 5 --files 2"
        #expect(try await stage.run("\(read) --iteration 4 --html fail.html").isFail)
        #expect(
            try await stage.run("\(write) --duration 2s --warmup 1s --rate 50 --html rate.html --force")
                .isPass)
        let one = try await stage.run(
            "parallel-write --node 2 --dst \(stage.root) --size 0 --html one.html")
        #expect(one.isPass, "\(one)")
        let dead = try DeadPort(.refuses)
        let none = try await stage.run("parallel-write --node 1 --html none.html --port \(dead.port)")
        #expect(none.isNotStarted, "\(none)")

        let all = Self.always + Self.processes
        let looked = try await Browser.look(
            in: stage.local.path,
            [
                "pass.html": all, "rate.html": all + ["process-map"], "one.html": Self.always,
                "none.html": [],
                "fail.html": ["finding-map", "throughput", "latency", "errors-over-time", "percentiles"]
                    + Self.processes,
            ])
        #expect(looked.status == .exited(0), "\(looked)")
        #expect(looked.output.split(separator: "\n").count == 20, "\(looked)")
    }

    @Test(
        "is found wrong where it is",
        arguments: [
            ("<script>undefined.a</script>", "Runtime.exceptionThrown"),
            ("<script>console.log(1)</script>", "Runtime.consoleAPICalled"),
            ("<img src=\"http://127.0.0.1:9/a.png\">", "asks for http://127.0.0.1:9/a.png"),
            ("<p style=\"width:3000px\">a", "wide on 400"),
            ("<div class=\"scroll\"></div>", "1 tables that the keyboard doesn't reach"),
            (
                "<div class=\"scroll\" style=\"overflow:auto\"><p style=\"width:3000px\">a</div>",
                "1 tables that go on sideways without a sign"
            ),
            (
                "<figure id=\"a\"><svg role=\"img\"><text x=\"9\" y=\"20\">b</text><text x=\"9\" y=\"20\">c</text>",
                "a has words on each other: ['b on c']"
            ),
            ("<figure id=\"a\"><svg role=\"img\"><svg class=\"marks\"><path d=\"\"/>", "a has no marks"),
            ("<figure id=\"a\"><svg role=\"img\">", "a has no title and description"),
            (
                "<figure id=\"a\"><svg role=\"img\" height=\"9\"><svg class=\"marks\" overflow=\"visible\"><rect y=\"50\" width=\"5\" height=\"5\"/>",
                "a has 1 marks outside of it"
            ),
        ])
    func flaw(content: String, says: String) async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            Array(
                "<!DOCTYPE html><meta name=\"viewport\" content=\"width=device-width\"><body>\(content)".utf8),
            to: "bad.html")
        let looked = try await Browser.look(in: folder.path, ["bad.html": ["a"]])
        #expect(looked.status == .exited(1), "\(looked)")
        #expect(looked.output.contains(says), "\(looked)")
    }
}

/// The browser that pages are looked at in.
private enum Browser {
    private static let script =
        #filePath.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/look_at_pages.py"

    /// By the names that the script knows.
    static var isAtHand: Bool {
        let names = environment("CHROMIUM").map { [$0] } ?? ["chromium", "chromium-browser", "google-chrome"]
        let folders = (environment("PATH") ?? "").split(separator: ":")
        return names.contains { name in
            name.contains("/") && access(name, X_OK) == 0
                || folders.contains { access("\($0)/\(name)", X_OK) == 0 }
        }
    }

    /// Looks at pages, each with the charts that it must have.
    static func look(in folder: String, _ pages: KeyValuePairs<String, [String]>) async throws -> Tool.Run {
        let arguments = pages.map { "\($0)=\($1.joined(separator: ","))" }
        return try await Tool(in: folder).runOther("python3", [script] + arguments)
    }
}
