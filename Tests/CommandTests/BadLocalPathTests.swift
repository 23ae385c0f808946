import Glibc
import TestSupport
import Testing

@Suite("A local path that can't be used is refused", .timeLimit(.minutes(20)))
struct BadLocalPathTests {
    @Test(
        "a source that isn't there, or is a folder",
        arguments: [
            ("parallel-write --node 1 --src no/file", "--src: there is no file 'no/file'"),
            ("parallel-write --node 1 --src copies", "--src: 'copies' is a folder; it must be a file"),
            ("parallel-write --node 1 --src /dev/null", "--src: could not read /dev/null as a file"),
            ("verify-write --node 1 --nfiles 1 --src no/file", "--src: there is no file 'no/file'"),
            (
                "verify-write --node 1 --nfiles 1 --src copies",
                "--src: 'copies' is a folder; it must be a file"
            ),
            ("parallel-read --src /a --expect no/file", "--expect: there is no file 'no/file'"),
            ("parallel-read --src /a --expect copies", "--expect: 'copies' is a folder; it must be a file"),
        ])
    func sources(line: String, message: String) async throws {
        try await Refusal().expect(line, says: [message])
    }

    @Test(
        "a folder for copies that is a file, or can't be made",
        arguments: [
            ("parallel-read --src /a --dst source", "--dst: 'source' is no folder, and copies need one"),
            (
                "parallel-read --src /a --dst no/copies",
                "--dst: 'no/copies' can't be written to: there is no folder 'no'"
            ),
            (
                "parallel-read --src /a --dst source/x",
                "--dst: 'source/x' can't be written to: 'source' is no folder"
            ),
            ("verify-read --src /a --nfiles 1 --dst no", "--dst: there is no local folder 'no'"),
            ("verify-read --src /a --nfiles 1 --dst source", "--dst: there is no local folder 'source'"),
        ])
    func copies(line: String, message: String) async throws {
        try await Refusal().expect(line, says: [message])
    }

    @Test("a folder for copies that is a link to nothing")
    func danglingLink() async throws {
        let stage = try Stage(ScriptedAlluxio())
        symlink("elsewhere", stage.local.path("link"))
        let run = try await stage.run("parallel-read --src /a --dst link")
        #expect(run.status == .exited(2), "\(run)")
        #expect(run.output.contains("--dst: 'link' is a link to './elsewhere', which is not there"), "\(run)")
    }

    @Test(
        "a home without bin/alluxio", arguments: ["home", "no"],
        [
            "verify-write --node 1 --nfiles 1 --src source", "verify-read --src /a --nfiles 1 --dst copies",
        ])
    func home(home: String, line: String) async throws {
        try await Refusal().expect(
            "\(line) --home \(home)", says: ["--home: there is no program '\(home)/bin/alluxio' in it"])
    }

    @Test("a result file in no folder, and two ways to be loud", arguments: Refusal.right.keys.sorted())
    func output(command: String) async throws {
        let line = try #require(Refusal.right[command])
        let refusal = try Refusal()
        try await refusal.expect(
            "\(line) --json no/result.json",
            says: ["--json: 'no/result.json' can't be written: there is no folder 'no'"])
        try await refusal.expect("\(line) --json copies", says: ["--json: 'copies' is a folder"])
        try await refusal.expect(
            "\(line) --quiet --verbose", says: ["--quiet: goes not with --verbose"])
    }

    @Test(
        "what another user may not read", .enabled(if: OtherUser.canBe, OtherUser.how),
        arguments: [
            ("parallel-write --node 1 --src source", "--src"),
            ("verify-write --node 1 --nfiles 1 --src source", "--src"),
            ("parallel-read --src /a --expect source", "--expect"),
        ])
    func unreadable(line: String, option: String) async throws {
        let refusal = try Refusal()
        chmod(refusal.local.path, 0o755)
        chmod(refusal.local.path("source"), 0o600)
        try await refusal.expect(
            line, says: ["\(option): could not open source: Permission denied"], through: OtherUser.through)
    }

    @Test(
        "what another user may not write", .enabled(if: OtherUser.canBe, OtherUser.how),
        arguments: [
            (
                "parallel-read --src /a --dst copies",
                "--dst: 'copies' can't be written to: the folder 'copies' may not"
            ),
            ("parallel-read --src /a --dst new", "--dst: 'new' can't be written to: the folder '.' may not"),
            (
                "clean --node 1 --json result.json",
                "--json: 'result.json' can't be written: the folder '.' may not"
            ),
        ])
    func unwritable(line: String, message: String) async throws {
        let refusal = try Refusal()
        chmod(refusal.local.path, 0o755)
        try await refusal.expect(line, says: [message], through: OtherUser.through)
    }

    @Test(
        "what stands in a folder closed to another user is not called absent",
        .enabled(if: OtherUser.canBe, OtherUser.how),
        arguments: [
            ("parallel-write --node 1 --src home/f", "--src: 'home/f'"),
            ("verify-write --node 1 --nfiles 1 --src home/f", "--src: 'home/f'"),
            ("verify-write --node 1 --nfiles 1 --src source --home home", "--home: 'home/bin/alluxio'"),
            ("parallel-read --src /a --expect home/f", "--expect: 'home/f'"),
            ("parallel-read --src /a --dst home/d", "--dst: 'home/d'"),
            ("parallel-read --src /a --dst home/d/e", "--dst: 'home/d/e'"),
            ("verify-read --src /a --nfiles 1 --dst home/d", "--dst: 'home/d'"),
            ("clean --node 1 --json home/f", "--json: 'home/f'"),
            ("clean --node 1 --json home/d/new", "--json: 'home/d/new'"),
        ])
    func closed(line: String, what: String) async throws {
        let refusal = try Refusal()
        chmod(refusal.local.path, 0o755)
        try refusal.local.write([], to: "home/f")
        try refusal.local.write([], to: "home/d/f")
        chmod(refusal.local.path("home"), 0o700)
        try await refusal.expect(
            line, says: ["\(what) can't be looked at: Permission denied"], through: OtherUser.through)
    }
}
