import Alluxio
import TestSupport
import Testing

@Suite("parallel-write", .ownThread, .timeLimit(.minutes(5)))
struct ParallelWriteTests {
    @Test("stores a file for each process, with the source's bytes", arguments: Server.all)
    func stores(on server: Server) async throws {
        let stage = try Stage(server)
        let source = noise(300_000)
        try stage.local.write(source, to: "source")
        let run = try await stage.run(
            "parallel-write --node 1 --nprocess 3 --src source --dst \(stage.root) --block-size 1MB")
        #expect(run.isPass, "\(run)")
        #expect(try stage.names("node_1") == ["process_0", "process_1", "process_2"])
        for process in 0..<3 { #expect(try stage.content("node_1/process_\(process)") == source) }
    }
}
