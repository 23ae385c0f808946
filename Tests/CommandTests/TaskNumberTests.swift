import TestSupport
import Testing

/// A node's number where a job's launcher gives it.
@Suite("The number of a launcher's task", .ownThread, .timeLimit(.minutes(20)))
struct TaskNumberTests {
    @Test(
        "is --node where that is not given",
        arguments: [
            (["JOB_COMPLETION_INDEX=3"], "", "3"), (["SLURM_PROCID=2"], "", "2"),
            (["SLURM_PROCID=2", "PMIX_RANK=5"], "", "5"), (["SLURM_PROCID=2"], "--node 7", "7"),
            (["SLURM_PROCID=2", "ALLUXIO_STRESS_NODE=9"], "", "9"),
        ])
    func node(_ environment: [String], _ line: String, _ node: String) async throws {
        let stage = try Stage(RunningServer(.embedded))
        let write = try await stage.run("parallel-write --size 1000 \(line)", environment: environment)
        #expect(write.isPass && write.result?.options["node"] == node, "\(write)")
        let clean = try await stage.run("clean \(line)", environment: environment)
        #expect(clean.isPass && clean.result?.totals.files == 1, "\(clean)")
    }

    @Test("makes no remote read of a local one, but with --nodes")
    func reading() async throws {
        let stage = try Stage(RunningServer(.embedded))
        _ = try await stage.run("parallel-write --size 1000 --node 1 --dst /a")
        let environment = ["SLURM_PROCID=1", "JOB_COMPLETION_INDEX=1"]
        let local = try await stage.run("parallel-read --src /a/node_1/process_0", environment: environment)
        #expect(local.isPass && local.result?.options["node"] == nil, "\(local)")
        let remote = try await stage.run("parallel-read --src /a --nodes 2", environment: environment)
        #expect(remote.isPass && remote.result?.options["node"] == "1", "\(remote)")
        let verified = try await stage.run(
            "verify-write --dst /a --nodes 2 --nfiles 1", environment: environment)
        #expect(verified.isPass && verified.result?.options["node"] == "1", "\(verified)")
    }
}
