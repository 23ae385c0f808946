import TestSupport
import Testing

@Suite("What a run is required to come up to", .ownThread, .timeLimit(.minutes(20)))
struct RequirementTests {
    @Test("is said with its value; one that is not met is a fail")
    func met() async throws {
        let serve = try FaultyServe("--fault late:operation=close:seconds=0.1")
        let lines = ["write-file.p99>=100ms", "errorCount==0", "bytes==200KB", "close.min>=0.1"]
        let asked = lines.map { "--require \($0)" }.joined(separator: " ")
        let pass = try await serve.run("parallel-write --node 1 --nprocess 2 --size 100000 --dst /a \(asked)")
        #expect(pass.isPass && pass.result?.requirements.map(\.requirement) == lines, "\(pass)")
        #expect(pass.result?.requirements.allSatisfy(\.met) == true)
        #expect(pass.result?.requirements.map(\.unit) == ["seconds", "count", "bytes", "seconds"])

        let fail = try await serve.run(
            "parallel-write --node 1 --size 100000 --dst /a --require bytesPerSecond>1TB --require errorCount==0"
        )
        #expect(fail.isFail && fail.result?.reason == "1 requirement not met", "\(fail)")
        #expect(fail.result?.requirements.map(\.met) == [false, true])
        #expect(fail.output.contains("required bytesPerSecond>1TB: NOT MET: "), "\(fail)")
    }

    @Test("is not met by a figure that there is none of")
    func none() async throws {
        let serve = try FaultyServe("")
        let run = try await serve.run(
            "parallel-write --node 1 --size 10KB --dst /a --require read-file.p99<1h")
        #expect(run.isFail && run.result?.requirements.first?.value == nil, "\(run)")
        #expect(run.output.contains("required read-file.p99<1h: NOT MET: there is none"), "\(run)")
    }

    @Test(
        "is refused before anything is done where it makes no sense",
        arguments: [
            ("read-file.p98<1", "'read-file.p98' is no figure of an operation: read-file has count errors"),
            ("errorCount", "'errorCount' compares nothing: it needs a <, <=, >, >=, == or !="),
            ("speed>3", "'speed' is no figure of a result: it may be seconds elapsed files"),
            ("read.p99<5MB", "'5MB' is not what read.p99 is compared with: a number with one of us ms s m h"),
            ("files>many", "'many' is not what files is compared with: a number"),
            ("read-file.service.count>1", "'read-file.service.count' is no figure of an operation"),
        ])
    func refused(text: String, message: String) async throws {
        let folder = try TemporaryFolder()
        let run = try await Tool(in: folder.path).run(
            ["parallel-write", "--node", "1", "--require", text])
        #expect(run.status == .exited(2) && run.output.contains("--require: " + message), "\(run)")
    }
}
