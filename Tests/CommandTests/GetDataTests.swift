import TestSupport
import Testing

@Suite("get-data", .timeLimit(.minutes(2)))
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
            (["--output", "no/such/file"], "--output: there is no folder 'no'"),
            (["--output", "/tmp"], "'/tmp' is a folder"),
            (["--output", "/proc/self/fd/1", "--force"], "'/proc/self/fd/1' is no file"),
            (["--size", "2GB"], "--size: '2GB' is not a size"),
        ])
    func refuses(arguments: [String], message: String) async throws {
        let folder = try TemporaryFolder()
        let run = try await Tool(in: folder.path).run(["get-data"] + arguments)
        #expect(run.status == .exited(2), "\(run)")
        #expect(run.output.contains(message), "\(run)")
        #expect(try folder.names() == [])
    }
}
