import FoundationEssentials
import Glibc
import TestSupport
import Testing

@Suite("What a run says", .ownThread, .timeLimit(.minutes(20)))
struct OutputTests {
    /// Two iterations of a write; the line's own options after it.
    private func write(_ line: String, through: [String] = []) async throws -> (Ended, Stage) {
        let stage = try Stage(ScriptedAlluxio())
        return (
            try await stage.run(
                "parallel-write --node 1 --src source --iteration 2 --nprocess 2 \(line)", through: through),
            stage
        )
    }

    @Test("is a line an iteration, a summary, and the verdict last")
    func normal() async throws {
        let (run, _) = try await write("")
        let lines = run.output.split(separator: "\n")
        #expect(lines.filter { $0.hasPrefix("iteration ") }.count == 2)
        #expect(run.output.contains("iteration 2/2: 2 files, 20,000 bytes in "))
        #expect(run.output.contains("\nwrite-file ") && run.output.contains("MB/s"))
        #expect(lines.last == "PASS 4 files stored, 40,000 bytes")
    }

    @Test("shows what would turn the direction of text, and leaves other languages as they are")
    func direction() async throws {
        let run = try await Stage(ScriptedAlluxio()).run(
            "parallel-write --node 1 --src a\u{202e}txt.zé漢\u{2066}")
        #expect(run.output.contains("a\\u{202E}txt.zé漢\\u{2066}"), "\(run)")
        #expect(!run.output.contains("\u{202e}"))
    }

    @Test("has what would steer a terminal written out")
    func controls() async throws {
        let run = try await Stage(ScriptedAlluxio()).run("parallel-write --node 1 --src \u{1b}[31mred")
        #expect(run.output.contains(#"'\u{1B}[31mred'"#), "\(run)")
        #expect(!run.output.contains("\u{1b}"))
    }

    @Test("with --no-progress is no line an iteration, but the summary")
    func noProgress() async throws {
        let (run, _) = try await write("--no-progress")
        #expect(!run.output.contains("iteration 1"))
        #expect(run.output.contains("\nwrite-file "))
    }

    @Test("with --quiet is the verdict alone")
    func quiet() async throws {
        let (run, _) = try await write("--quiet")
        #expect(run.output == "PASS 4 files stored, 40,000 bytes\n")
    }

    @Test("with --quiet is what went wrong, too")
    func quietErrors() async throws {
        let alluxio = try ScriptedAlluxio(answering: { call in
            call.operation == "create-file"
                ? .instead(ScriptedAlluxio.refusal("UNKNOWN", "no such luck")) : .usual
        })
        let run = try await Stage(alluxio).write("--quiet")
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 2, "\(run)")
        #expect(lines.first?.contains("no such luck") == true)
        #expect(lines.last?.hasPrefix("FAIL (1 error) ") == true)
    }

    @Test("with --verbose has a line for each process")
    func verbose() async throws {
        let (run, _) = try await write("--verbose")
        #expect(run.output.contains("process  files"), "\(run)")
    }

    @Test(
        "goes to standard error where --json - takes standard output, which is then pure JSON",
        arguments: ["", "--quiet", "--verbose"])
    func json(option: String) async throws {
        let apart = ["/bin/sh", "-c", #"exec "$@" 2>errors"#, "sh"]
        let (run, stage) = try await write("--json - \(option)", through: apart)
        #expect(run.isPass)
        let result = try ResultDocument(Data(run.output.utf8))
        #expect(result.verdict == "pass" && result.totals.files == 4)
        #expect(run.output.hasPrefix("{") && run.output.hasSuffix("}\n"))
        let said = String(decoding: try stage.local.read("errors"), as: UTF8.self)
        #expect(said.hasSuffix("PASS 4 files stored, 40,000 bytes\n"))
    }

    @Test("is kept by --json at every end but a wrong command line's, whole and under its name alone")
    func resultFile() async throws {
        let stage = try Stage(ScriptedAlluxio())
        try stage.local.write(Array("old".utf8), to: "result.json")
        _ = try await stage.run("parallel-write --node 1 --src source --json result.json --port 0")
        #expect(try stage.local.read("result.json") == Array("old".utf8))
        _ = try await stage.run("parallel-read --src /no/file --json result.json")
        #expect(try ResultDocument(at: stage.local.path("result.json")).verdict == "fail")
        let dead = try DeadPort(.refuses)
        _ = try await stage.run("parallel-write --node 1 --src source --json result.json --port \(dead.port)")
        let last = try ResultDocument(at: stage.local.path("result.json"))
        #expect(last.verdict == "not-started" && last.reason?.contains("nothing answers") == true)
        #expect(try stage.local.names() == ["result.json", "source"])
    }

    @Test(
        "is no pass where the result can't be kept, and what is no file is not replaced",
        .enabled(if: getuid() == 0, "only root can make a device"))
    func fullDevice() async throws {
        let stage = try Stage(ScriptedAlluxio())
        // As /dev/full: every write to it fails for want of space.
        mknod(stage.local.path("full"), S_IFCHR | 0o666, 1 << 8 | 7)
        let run = try await stage.run("parallel-write --node 1 --src source --json full")
        #expect(run.isFail, "\(run)")
        #expect(run.output.contains("the result could not be kept: could not write full: No space left"))
        var status = stat()
        #expect(stat(stage.local.path("full"), &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
        #expect(try stage.local.names() == ["full", "source"])
    }

    @Test(
        "is the verdict before a pipe has a reader, which is waited for no longer than a while",
        arguments: ["json", "html"])
    func unreadPipe(option: String) async throws {
        let stage = try Stage(ScriptedAlluxio())
        #expect(mkfifo(stage.local.path("pipe"), 0o600) == 0)
        let run = try await stage.run("parallel-write --node 1 --src source --quiet --\(option) pipe")
        #expect(run.isFail, "\(run)")
        let unread = "the result could not be kept: nobody reads pipe\n"
        #expect(run.output == "PASS 1 file stored, 10,000 bytes\n\(unread)")
        guard option == "json" else { return }
        #expect(try await stage.run("parallel-write --node 1 --src source --json result.json").isPass)
        let report = try await Tool(in: stage.local.path).run(
            "report", "result.json", "--quiet", "--json", "pipe")
        #expect(report.status == .exited(1), "\(report)")
        #expect(report.output == "PASS 1 file stored, 10,000 bytes\nreport: nobody reads pipe\n")
    }

    @Test(
        "is no success where a full disk takes none of it, and harmless where nobody reads it",
        arguments: [
            "parallel-write --node 1 --src source", "report result.json", "report result.json result.json",
            "explain source", "--help",
        ])
    func lost(line: String) async throws {
        let stage = try Stage(ScriptedAlluxio())
        #expect(try await stage.run("parallel-write --node 1 --src source --json result.json").isPass)
        let words =
            line.split(separator: " ").map(String.init)
            + (line.hasPrefix("parallel-write") ? stage.proxy : [])
        let full = ["/bin/sh", "-c", #"exec "$@" >/dev/full"#, "sh"]
        let run = try await Tool(in: stage.local.path, through: full).run(words)
        #expect(run.status == .exited(1), "\(run)")
        let lost = "not all that is said could be written to standard output: No space left on device"
        #expect(run.output == "alluxio-stress: \(lost)\n")

        #expect(mkfifo(stage.local.path("gone"), 0o600) == 0)
        let script = #"{ read line < gone; "$@"; echo $? > status; } | { exec <&-; echo > gone; }"#
        let closed = ["/bin/sh", "-c", script, "sh"]
        #expect(try await Tool(in: stage.local.path, through: closed).run(words).output.isEmpty)
        #expect(try stage.local.read("status") == Array("0\n".utf8))
    }

    @Test("goes into a pipe, too, as another program's input")
    func pipe() async throws {
        let script = #"mkfifo pipe; cat pipe > got & "$@"; status=$?; wait; exit $status"#
        let (run, stage) = try await write("--json pipe", through: ["/bin/sh", "-c", script, "sh"])
        #expect(run.isPass, "\(run)")
        #expect(try ResultDocument(at: stage.local.path("got")).totals.files == 4)
        #expect(try stage.local.names() == ["got", "pipe", "source"])
    }
}
