import Glibc
import OSThreads
import TestSupport
import Testing

@Suite("On a terminal a run", .ownThread, .timeLimit(.minutes(20)))
struct TerminalTests {
    /// A load that goes on long enough to be seen at work.
    private static let load =
        "parallel-write --node 1 --size 20000 --nprocess 2 --duration 2 --warmup 0.5s"

    private func run(
        _ line: String, on stage: Stage? = nil, columns: Int = 80, environment: [String] = ["TERM=xterm"]
    ) async throws -> Ended {
        try await (stage ?? Stage(.embedded)).run(
            line, environment: environment, through: PseudoTerminal.running(columns: columns))
    }

    @Test("shows how it goes in a line that never wraps, and leaves nothing of it", arguments: [80, 40, 130])
    func live(columns: Int) async throws {
        let run = try await run(Self.load, columns: columns)
        #expect(run.isPass, "\(run)")
        let renewed = PseudoTerminal.renewed(in: run.output)
        #expect(renewed.count > 3, "\(run)")
        #expect(renewed.allSatisfy { $0.count < columns }, "\(renewed)")
        #expect(renewed.contains { $0.hasPrefix("warm-up  ") && $0.contains("%  ") }, "\(renewed)")
        #expect(renewed.contains { $0.contains(" MB/s") }, "\(renewed)")
        if columns >= 80 {
            #expect(
                renewed.contains {
                    $0.contains(
                        #/^[0-9,]+ files?  [0-9]+%  .* files\/s  p99 [0-9.]+ .s  0 errors  0:0[0-2] left$/#)
                }, "\(renewed)")
        }
        let screen = TerminalScreen(columns: columns, showing: run.output)
        #expect(screen.unknown.isEmpty)
        let kept = PseudoTerminal.kept(in: run.output)
        #expect(screen.rows == TerminalScreen.rows(of: kept, columns: columns) + [""])
        #expect(kept.last?.hasPrefix("PASS ") == true, "\(kept)")
        #expect(!kept.contains { $0.contains(" left") }, "\(kept)")
    }

    @Test("has a table that fits 80 columns, and a wider one more of it")
    func table() async throws {
        let narrow = PseudoTerminal.kept(in: try await run(Self.load).output)
        let start = try #require(narrow.firstIndex { $0.hasPrefix("operation ") }, "\(narrow)")
        #expect(narrow[start].contains(#/p50 +p90 +p99 +p99\.9 +max$/#))
        #expect(!narrow[start].contains("mean"))
        let end = narrow[start...].firstIndex(of: "") ?? narrow.endIndex
        #expect(narrow[start..<end].allSatisfy { $0.count <= 80 }, "\(narrow)")
        let wide = PseudoTerminal.kept(in: try await run(Self.load, columns: 120).output)
        #expect(wide.contains { $0.contains(#/^operation .* min +mean +p50 /#) }, "\(wide)")
    }

    @Test("writes lines that stay above it")
    func lines() async throws {
        let run = try await run(
            "parallel-write --node 1 --size 20000 --nprocess 4 --iteration 10",
            on: try Stage(RunningServer(serving: ["--fault", "late:operation=create-file:seconds=0.1"])))
        #expect(run.isPass, "\(run)")
        let kept = PseudoTerminal.kept(in: run.output)
        #expect(kept.filter { $0.hasPrefix("iteration ") }.count == 10, "\(run)")
        #expect(
            PseudoTerminal.renewed(in: run.output).contains {
                $0.contains(#/^iteration [0-9]+\/10  [0-9]+%  /#)
            })
        let screen = TerminalScreen(columns: 80, showing: run.output)
        #expect(screen.rows == TerminalScreen.rows(of: kept, columns: 80) + [""])
    }

    @Test(
        "is coloured, unless the user or the terminal wants none",
        arguments: [
            (["TERM=xterm"], true), (["TERM=xterm", "NO_COLOR="], true),
            (["TERM=xterm", "NO_COLOR=1"], false),
            (["TERM=dumb"], false), ([], false),
        ])
    func colours(environment: [String], isColoured: Bool) async throws {
        let run = try await run(Self.load, environment: environment)
        #expect(run.output.contains("\u{1b}[1;32mPASS\u{1b}[0m") == isColoured, "\(run)")
        #expect(run.output.contains("\u{1b}[2moperation\u{1b}[0m ") == isColoured, "\(run)")
        let renews = environment.contains("TERM=xterm")
        #expect(run.output.contains(TerminalScreen.eraseLine) == renews, "\(run)")
        if !isColoured { #expect(!run.output.contains(#/\u{1b}\[[0-9;]*m/#), "\(run)") }
        if !renews { #expect(!run.output.contains("\u{1b}"), "\(run)") }
    }

    @Test("that fails has its verdict and what went wrong in colour")
    func failure() async throws {
        let stage = try Stage(.embedded)
        let run = try await run("verify-write --node 1 --nfiles 1", on: stage)
        #expect(run.isFail)
        #expect(run.output.contains("\u{1b}[1;31mFAIL\u{1b}[0m (1 finding, "), "\(run)")
        #expect(run.output.contains("(\u{1b}[1;31mmissing\u{1b}[0m)"), "\(run)")
        let dead = try await self.run(
            "verify-write --node 1 --nfiles 1", on: try Stage(RunningServer(DeadPort(.refuses))))
        #expect(dead.isNotStarted && dead.output.contains("\u{1b}[33mNOT STARTED\u{1b}[0m: "), "\(dead)")
    }

    @Test("that says much says it in lines as wide as the terminal, and elsewhere in one")
    func sentences() async throws {
        let server = try ScriptedAlluxio(answering: { call in
            call.operation == "create-file"
                ? .instead(
                    ScriptedAlluxio.refusal(
                        "UNKNOWN", Array(repeating: "no luck", count: 20).joined(separator: " ")))
                : .usual
        })
        let stage = try Stage(server)
        let whole = try await stage.run("parallel-write --node 1 --src source --quiet")
        let error = try #require(whole.output.split(separator: "\n").first { $0.hasPrefix("error: ") })
        #expect(whole.isFail && error.count > 160, "\(whole)")
        let wrapped = try await run("parallel-write --node 1 --src source --quiet", on: stage, columns: 60)
        let lines = PseudoTerminal.kept(in: wrapped.output)
        let start = try #require(lines.firstIndex { $0.hasPrefix("error: ") }, "\(wrapped)")
        let parts = lines[start...].prefix { $0.hasPrefix("error: ") || $0.hasPrefix("    ") }
        #expect(parts.count > 2 && parts.allSatisfy { $0.count <= 60 }, "\(wrapped)")
        #expect(
            parts.flatMap { $0.split(separator: " ") } == error.split(separator: " "), "\(whole)\n\(wrapped)")
    }

    @Test(
        "shows nothing of how it goes with --no-progress and --quiet",
        arguments: ["--no-progress", "--quiet"])
    func silent(option: String) async throws {
        let run = try await run("\(Self.load) \(option)")
        #expect(run.isPass && !run.output.contains(TerminalScreen.eraseLine), "\(run)")
    }

    @Test("that is interrupted takes the line away before it reports")
    func interrupted() async throws {
        let stage = try Stage(.embedded)
        let words = "parallel-write --node 1 --size 20000 --duration 60 --json result.json"
            .split(separator: " ").map(String.init)
        let tool = try Tool(
            in: stage.local.path, environment: ["TERM=xterm"], through: PseudoTerminal.running(columns: 80)
        ).start(words + stage.proxy)
        let process = tool.output { output -> pid_t? in
            guard PseudoTerminal.renewed(in: output).contains(where: { $0.contains(" left") }) else {
                return nil
            }
            return output.firstMatch(of: /pid ([0-9]+)/).flatMap { pid_t($0.1) }
        }
        kill(try #require(process), SIGINT)
        let run = try await tool.end()
        #expect(run.status == .exited(130), "\(run)")
        let kept = PseudoTerminal.kept(in: run.output)
        #expect(
            TerminalScreen(columns: 80, showing: run.output).rows
                == TerminalScreen.rows(of: kept, columns: 80) + [""])
        #expect(kept.last?.hasPrefix("PASS interrupted: ") == true, "\(run)")
    }

    @Test("whose standard output carries the result shows it beside, on standard error")
    func outputTaken() async throws {
        let stage = try Stage(.embedded)
        let tool = Tool(
            in: stage.local.path, environment: ["TERM=xterm"],
            through: PseudoTerminal.running(columns: 80) + ["./apart"])
        try stage.local.write(Array("#!/bin/sh\nexec \"$@\" > result\n".utf8), to: "apart")
        chmod(stage.local.path("apart"), 0o755)
        let run = try await tool.run(
            Self.load.split(separator: " ").map(String.init) + stage.proxy + ["--json", "-"])
        #expect(run.status == .exited(0), "\(run)")
        #expect(PseudoTerminal.renewed(in: run.output).contains { $0.contains(" left") }, "\(run)")
        #expect(try ResultDocument(at: stage.local.path("result")).verdict == "pass")
    }

    @Test("elsewhere says how it goes after ten seconds in which nothing was said")
    func elsewhere() async throws {
        let run = try await Stage(.embedded).run(
            "parallel-write --node 1 --size 20000 --duration 12", environment: ["TERM=xterm"])
        #expect(run.isPass, "\(run)")
        let lines = run.output.split(separator: "\n").filter { $0.hasPrefix("after ") }
        #expect(lines.count >= 1, "\(run)")
        #expect(
            lines.allSatisfy {
                $0.contains(
                    /^after 0:[1-5][0-9]: [0-9,]+ files, [0-9]+%, [0-9.,]+ MB\/s, [0-9.,]+ files\/s, p99 [0-9.]+ .s, 0 errors, 0:[0-9]+ left$/
                )
            }, "\(run)")
        #expect(!run.output.contains("\u{1b}"))
    }

    @Test("verifies and cleans in sight, too")
    func verifiers() async throws {
        let stage = try Stage(
            RunningServer(serving: [
                "--fault", "late:operation=open-file:seconds=0.02", "--fault",
                "late:operation=delete:seconds=0.02",
            ]))
        #expect(try await stage.generate("--nprocess 2 --files 20").isPass)
        let verify = try await run(
            "verify-write --node 1 --nfiles 2 --files 20 --nprocess 1 --dst \(stage.root)", on: stage)
        #expect(verify.isPass, "\(verify)")
        #expect(
            PseudoTerminal.renewed(in: verify.output).contains {
                $0.contains(#/^[0-9]+\/40 files  [0-9]+%  .* MB\/s/#)
            },
            "\(verify)")
        let clean = try await run("clean --node 1 --dst \(stage.root)", on: stage)
        #expect(clean.isPass, "\(clean)")
        #expect(
            PseudoTerminal.renewed(in: clean.output).contains {
                $0.contains(#/^[0-9]+\/40 files  [0-9]+%  .* files\/s/#)
            },
            "\(clean)")
    }
}
