import Glibc
import OSThreads
import TestSupport
import Testing

@Suite("A run that takes longer than --max-time", .ownThread, .timeLimit(.minutes(20)))
struct MaxTimeTests {
    /// Answers all but one call, which hangs.
    private func hanging(_ operation: String) throws -> ScriptedAlluxio {
        try ScriptedAlluxio(answering: { $0.operation == operation ? .instead([.stall]) : .usual })
    }

    @Test("ends and fails, and names what may be left", arguments: ["create-file", "close"])
    func write(hangingIn operation: String) async throws {
        let stage = try Stage(hanging(operation))
        let ended = try await stage.run("parallel-write --node 1 --src source --max-time 1")
        #expect(ended.status == .exited(1))
        #expect(ended.result?.verdict == "fail")
        #expect(ended.result?.reason == "not done within 1 s (--max-time)")
        #expect(ended.result?.interrupted == false)
        #expect(ended.result?.totals.files == 0)
        #expect(ended.result?.left.map(\.path) == ["/alluxio-py-test/node_1/process_0"])
    }

    @Test("undoes an upload that it finds under way")
    func upload() async throws {
        let ended = try await Stage(hanging("write")).run("parallel-write --node 1 --src source --max-time 1")
        #expect(ended.isFail)
        #expect(ended.result?.reason == "not done within 1 s (--max-time)")
        #expect(ended.result?.left.isEmpty == true)
    }

    @Test("ends and fails in a read, too, which leaves nothing")
    func read() async throws {
        let alluxio = try hanging("read")
        let stage = try Stage(alluxio)
        alluxio.put(.file("/file", stage.source))
        let ended = try await stage.run("parallel-read --src /file --dst copies --max-time 1")
        #expect(ended.status == .exited(1))
        #expect(ended.result?.reason == "not done within 1 s (--max-time)")
        #expect(ended.result?.left.isEmpty == true)
        #expect(try stage.local.names(in: "copies").isEmpty)
    }

    @Test(
        "is left where something in it does not come to its end: what it says has a reader that does not read"
    )
    func unread() async throws {
        let stage = try Stage(ScriptedAlluxio())
        let script = #"mkfifo pipe; sleep 60 <> pipe & "$@" > pipe; status=$?; kill $!; exit $status"#
        let ended = try await stage.run(
            "parallel-write --node 1 --src source --iteration 1000000 --max-time 3",
            through: ["/bin/sh", "-c", script, "sh"])
        #expect(ended.isFail)
        #expect(ended.result?.reason == "not done within 3 s (--max-time)")
    }

    @Test("has not started where it is still at its beginning")
    func preflight() async throws {
        let stage = try Stage(hanging("list-status"))
        let ended = try await stage.run("parallel-write --node 1 --src source --max-time 1")
        #expect(ended.status == .exited(3))
        #expect(ended.result?.reason?.hasPrefix("not done within 1 s (--max-time): ") == true)
    }

    @Test("that has time enough is no failure, and its limit is among the result's options")
    func inTime() async throws {
        let stage = try Stage(ScriptedAlluxio())
        let ended = try await stage.run("parallel-write --node 1 --src source --max-time 1h")
        #expect(ended.status == .exited(0))
        #expect(ended.result?.options["max-time"] == "1h")
    }
}
