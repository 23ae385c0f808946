import Glibc
import TestSupport
import Testing

@Suite("get-data", .timeLimit(.minutes(20)))
struct GetDataTests {
    @Test("makes 5 MB of text, the same each time")
    func makes() async throws {
        let (one, other) = (try TemporaryFolder(), try TemporaryFolder())
        for folder in [one, other] {
            #expect(try await Tool(in: folder.path).run("get-data").status == .exited(0))
        }
        let text = try one.read("data/5mb.txt")
        #expect(text.count == 5_242_880)
        #expect(text.allSatisfy { (32..<127).contains($0) || $0 == 10 })
        #expect(try other.read("data/5mb.txt") == text)
        #expect(try one.names(in: "data") == ["5mb.txt"])
    }

    @Test("leaves a file that is right, and replaces another only by --force")
    func again() async throws {
        let folder = try TemporaryFolder()
        let tool = Tool(in: folder.path)
        #expect(try await tool.run("get-data", "--size", "10KB").status == .exited(0))
        #expect(try await tool.run("get-data", "--size", "10KB").status == .exited(0))
        let text = try folder.read("data/5mb.txt")
        let refused = try await tool.run("get-data", "--size", "20KB")
        #expect(refused.status == .exited(2))
        #expect(
            refused.output.contains(
                "--output: 'data/5mb.txt' is there already and holds something else; --force"))
        #expect(try folder.read("data/5mb.txt") == text)
        #expect(try await tool.run("get-data", "--size", "20KB", "--force").status == .exited(0))
        #expect(try folder.read("data/5mb.txt").count == 20_480)
    }

    @Test("leaves nothing where a signal ends it", arguments: [SIGINT, SIGTERM])
    func interrupted(signal: Int32) async throws {
        let folder = try TemporaryFolder()
        let tool = try Tool(in: folder.path).start(["get-data", "--size", "1TB"])
        try await eventually("a part", within: .seconds(30)) {
            try folder.names(in: "").contains("data") && !folder.names(in: "data").isEmpty
        }
        tool.send(signal: signal)
        let end = try await tool.end()
        #expect(end.status == .exited(128 + signal) && end.output.contains("interrupted"), "\(end)")
        #expect(try folder.names(in: "").isEmpty)
    }

    @Test("makes a file of another name")
    func output() async throws {
        let folder = try TemporaryFolder()
        let run = try await Tool(in: folder.path).run("get-data", "--output", "x.txt", "--size", "0")
        #expect(run.status == .exited(0), "\(run)")
        #expect(try folder.read("x.txt") == [])
    }

    @Test(
        "refuses a folder that isn't there, and one in the file's place",
        arguments: [
            (
                ["--output", "no/such/file"],
                "--output: 'no/such/file' can't be written: there is no folder 'no'"
            ),
            (["--output", "/tmp"], "'/tmp' is a folder"),
            (["--output", "/proc/self/fd/1", "--force"], "'/proc/self/fd/1' is no file"),
            (["--size", "2TB"], "--size: '2TB' is not a size"),
        ])
    func refuses(arguments: [String], message: String) async throws {
        let folder = try TemporaryFolder()
        let run = try await Tool(in: folder.path).run(["get-data"] + arguments)
        #expect(run.status == .exited(2), "\(run)")
        #expect(run.output.contains(message), "\(run)")
        #expect(try folder.names() == [])
    }

    @Test(
        "makes text of any size, as much of the same with a line feed at its end",
        arguments: [1, 65_536, 65_537, 200_000])
    func sizes(size: Int) async throws {
        let folder = try TemporaryFolder()
        let tool = Tool(in: folder.path)
        #expect(try await tool.run("get-data", "--size", "1MB", "--output", "long").status == .exited(0))
        #expect(try await tool.run("get-data", "--size", "\(size)", "--output", "short").status == .exited(0))
        let (long, short) = (try folder.read("long"), try folder.read("short"))
        #expect(short.count == size && short.last == 10)
        #expect(short.dropLast() == long.prefix(size - 1))
    }

    @Test("takes no time and memory for text that a wrong command line doesn't make")
    func large() async throws {
        let folder = try TemporaryFolder()
        try folder.write([1], to: "text")
        let run = try await Tool(
            in: folder.path,
            through: ["/usr/bin/timeout", "10", "/bin/sh", "-c", #"ulimit -v 4000000; exec "$@""#, "sh"]
        ).run("get-data", "--size", "1TB", "--output", "text")
        #expect(run.status == .exited(2), "\(run)")
        #expect(run.output.contains("--output: 'text' is there already and holds something else"))
    }

    @Test("makes the folder that the file stands in, and none above it")
    func folders() async throws {
        let folder = try TemporaryFolder()
        let tool = Tool(in: folder.path)
        #expect(try await tool.run("get-data", "--size", "1", "--output", "a/x").status == .exited(0))
        #expect(try await tool.run("get-data", "--size", "1", "--output", "b/c/x").status == .exited(2))
        #expect(try folder.names() == ["a"])
        let help = try await tool.run("get-data", "--help").output.split { $0.isWhitespace }.joined(
            separator: " ")
        #expect(help.contains("The folder it stands in is made, too, if that one's own parent is there."))
    }

    @Test(
        "refuses a place that another user may not write to", .enabled(if: OtherUser.canBe, OtherUser.how),
        arguments: [
            (["--output", "x"], "the folder '.' may not be written to"),
            (["--output", "new/x"], "the folder '.' may not be written to"),
            (["--output", "closed/x"], "'closed/x' can't be looked at: Permission denied"),
            (["--output", "old", "--force"], "the folder '.' may not be written to"),
            (["--output", "secret"], "could not open secret: Permission denied"),
        ])
    func unwritable(arguments: [String], message: String) async throws {
        let folder = try TemporaryFolder()
        chmod(folder.path, 0o755)
        try folder.write([1], to: "old")
        try folder.write([1], to: "secret")
        try folder.write([1], to: "closed/y")
        chmod(folder.path("secret"), 0o600)
        chmod(folder.path("closed"), 0o700)
        let run = try await Tool(in: folder.path, through: OtherUser.through).run(["get-data"] + arguments)
        #expect(run.status == .exited(2), "\(run)")
        #expect(run.output.contains("--output: ") && run.output.contains(message), "\(run)")
        #expect(try folder.names() == ["closed", "old", "secret"])
    }
}
