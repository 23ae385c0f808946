import TestSupport
import Testing

@Suite("Against other Alluxios", .ownThread, .timeLimit(.minutes(20)))
struct AlluxioVersionTests {
    @Test("the whole job passes", arguments: ["1.8.1", "2.7.3", "2.9.6"])
    func wholeJob(version: String) async throws {
        let stage = try Stage(RunningServer(serving: ["--alluxio", version]))
        let write = try await stage.run(
            "parallel-write --node 1 --nprocess 4 --iteration 2 --size 100KB --dst \(stage.root)")
        #expect(write.isPass, "\(write)")
        // Alluxio 1.x has no extended attributes: that marks are off is said once, however many processes find it out.
        let warnings = write.result?.warnings ?? []
        #expect(warnings.count == (version == "1.8.1" ? 1 : 0), "\(write)")
        #expect(warnings.allSatisfy { $0.contains("so files bear no mark") })
        for line in [
            "verify-write --node 1 --nfiles 4 --dst \(stage.root)",
            "parallel-read --node 1 --nprocess 4 --src \(stage.root) --dst copies",
            "verify-read --node 1 --nfiles 4 --src \(stage.root) --dst copies",
            "clean --node 1 --dst \(stage.root)",
        ] {
            let run = try await stage.run(line)
            #expect(run.isPass, "\(line)\n\(run)")
        }
        #expect(try stage.names("") == [])
    }

    @Test("a proxy that answers an empty 200 to everything is named, with the cause and the cure")
    func s3V2() async throws {
        let stage = try Stage(RunningServer(serving: ["--s3-v2"]))
        let run = try await stage.write()
        #expect(run.isNotStarted, "\(run)")
        let reason = run.result?.reason ?? ""
        #expect(reason.contains("alluxio.proxy.s3.v2.version.enabled") && reason.contains("set it to false"))
    }

    @Test("an Alluxio that serve doesn't know, or that lacks what is asked of it, is refused")
    func refused() async throws {
        let unknown = try await Tool().run("serve", "--port", "0", "--alluxio", "3.0")
        #expect(unknown.status == .exited(2) && unknown.output.contains("none of 1.8.1, 2.7.3, 2.9.6"))
        let old = try await Tool().run("serve", "--port", "0", "--s3-v2", "--alluxio", "2.7.3")
        #expect(old.status == .exited(2) && old.output.contains("came with Alluxio 2.9.3"), "\(old)")
    }
}
