import FoundationEssentials
import Glibc
import OSThreads
import TestSupport
import Testing

/// `{home}/bin/alluxio fs cat`, played by a script.
@Suite("With --home a verifier", .ownThread, .timeLimit(.minutes(20)))
struct VerifyShellTests {
    /// Verifies one file of node 1 through a shell that does `script`, where nothing else answers.
    private func verify(_ script: String, _ line: String = "") async throws -> (Ended, Stage) {
        let nobody = try ScriptedAlluxio()
        let stage = try Stage(nobody)
        try place(script, in: stage)
        let run = try await stage.run(
            "verify-write --home home --node 1 --nfiles 1 --src source --dst /a \(line)")
        #expect(nobody.server.connections == 0)
        return (run, stage)
    }

    /// `/bin/sh fs cat PATH` runs the script `fs`. A program that was just written might still be open for writing in one
    /// that another test is starting, and then can't be run.
    private func place(_ script: String, in stage: Stage) throws {
        try stage.local.write(Array("\(script)\n".utf8), to: "fs")
        try stage.local.write([], to: "home/bin/readme")
        symlink("/bin/sh", stage.local.path("home/bin/alluxio"))
    }

    @Test("asks the shell for each file by its path, and no proxy")
    func asks() async throws {
        let (run, stage) = try await verify(#"printf '%s\n' "$0" "$@" > asked; cat source"#)
        #expect(run.isPass, "\(run)")
        #expect(
            String(decoding: try stage.local.read("asked"), as: UTF8.self) == "fs\ncat\n/a/node_1/process_0\n"
        )
        #expect(run.result?.server.proxies == [])
    }

    @Test("finds what the shell says is missing")
    func missing() async throws {
        let (run, _) = try await verify(#"echo "Path \"$2\" does not exist."; exit 255"#)
        #expect(run.isFail, "\(run)")
        #expect(run.findings.map(\.kind) == ["missing"])
        #expect(run.findings.first?.length == 10_000)
        #expect(run.errors.isEmpty)
    }

    @Test(
        "counts whatever else fails as local, with the shell's message",
        arguments: [
            "echo cannot reach the master; exit 1",
            "head -c 5000 source; echo cannot reach the master >&2; exit 1",
        ])
    func fails(script: String) async throws {
        let (run, _) = try await verify(script)
        #expect(run.isFail, "\(run)")
        #expect(run.errors.map(\.kind) == ["local"])
        #expect(run.errors.map(\.operation) == ["local-read"])
        #expect(run.errors.first?.first.message.contains("cannot reach the master") == true, "\(run)")
        #expect(run.findings.isEmpty)
    }

    @Test("counts a shell that dies as local")
    func dies() async throws {
        let (run, _) = try await verify("kill -9 $$")
        #expect(run.isFail, "\(run)")
        #expect(run.errors.map(\.kind) == ["local"])
    }

    @Test("ends a shell that is silent for --stall-timeout")
    func silent() async throws {
        let (run, stage) = try await verify("echo $$ > shell; exec sleep 600", "--stall-timeout 500ms")
        #expect(run.isFail, "\(run)")
        #expect(run.errors.map(\.kind) == ["local"])
        #expect(run.errors.first?.first.message.contains("silent") == true)
        let shell = String(decoding: try stage.local.read("shell"), as: UTF8.self)
        #expect(kill(try #require(pid_t(shell.dropLast())), 0) != 0)
    }

    /// As Alluxio's own: the program that reads is a child of the script.
    private static let script = "echo $$ > shell; sleep 600 & echo $! > child; wait"

    @Test("ends what the shell has started with it", arguments: ["--stall-timeout 500ms", "--max-time 1"])
    func family(line: String) async throws {
        let (run, stage) = try await verify(Self.script, line)
        #expect(run.isFail, "\(run)")
        try expectGone(["shell", "child"], stage)
    }

    @Test("ends it at a signal, too, and at a second one at once", arguments: [1, 2])
    func signal(times: Int) async throws {
        let stage = try Stage(ScriptedAlluxio())
        try place(Self.script, in: stage)
        let tool = try stage.start("verify-write --home home --node 1 --nfiles 1 --src source --dst /a")
        // The child is told last.
        let deadline = MonotonicTime.now + .seconds(60)
        while try stage.local.names().contains("child") == false || stage.local.read("child").isEmpty,
            .now < deadline
        { sched_yield() }
        tool.send(signal: SIGINT)
        if times == 2 { tool.send(signal: SIGTERM) }
        #expect(try await tool.end().status == .exited(128 + (times == 2 ? SIGTERM : SIGINT)))
        try expectGone(["shell", "child"], stage)
        #expect(try ResultDocument(at: stage.local.path("result.json")).interrupted)
    }

    /// Expects that the processes have ended, or do: nobody may take their status.
    private func expectGone(_ names: [String], _ stage: Stage) throws {
        for name in names {
            let number = String(decoding: try stage.local.read(name), as: UTF8.self).dropLast()
            let process = try #require(pid_t(number))
            let deadline = MonotonicTime.now + .seconds(20)
            while isAlive(process), .now < deadline { sched_yield() }
            #expect(!isAlive(process), "\(name)")
        }
    }

    private func isAlive(_ process: pid_t) -> Bool {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else {
            return false
        }
        return status.split(separator: ") ").last?.hasPrefix("Z") == false
    }

    @Test("doesn't take what the shell warns of on its error output for the file")
    func warnings() async throws {
        let (run, _) = try await verify("echo WARN something >&2; cat source")
        #expect(run.isPass, "\(run)")
    }
}
