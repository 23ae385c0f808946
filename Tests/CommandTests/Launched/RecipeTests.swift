import FoundationEssentials
import Glibc
import Report
import TestSupport
import Testing

/// Where they are.
enum Recipes {
    static let package = #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined()
    static let folder = "\(package)/deploy"

    static func text(_ name: String) throws -> String {
        String(decoding: try bytes(ofFile: "\(folder)/\(name)"), as: UTF8.self)
    }
}

@Suite("The recipes of deploy/", .ownThread, .timeLimit(.minutes(20)))
struct RecipeTests {
    @Test("their scripts are what shellcheck takes")
    func shellcheck() async throws {
        let check = try await Tool().runOther(
            "/usr/bin/shellcheck",
            ["slurm/alluxio-stress.sbatch", "mpirun/run", "kubernetes/run"].map { "\(Recipes.folder)/\($0)" })
        #expect(check.status == .exited(0), "\(check)")
    }

    @Test("the script for mpirun runs a command on each machine of a hostfile", .enabled(if: Mpirun.isAtHand))
    func mpirun() async throws {
        let stage = try Stage(.embedded)
        let run = try await mpirun("--size 10KB", on: stage)
        #expect(run.status == .exited(0), "\(run)")
        #expect(try Ranks.result(stage.local.path("all.json")).nodes.count == 2)
    }

    @Test(
        "the script for mpirun ends with the run's status, after which mpirun has nothing to add",
        .enabled(if: Mpirun.isAtHand))
    func mpirunFails() async throws {
        let run = try await mpirun("--size 10KB --require bytesPerSecond>900TB", on: try Stage(.embedded))
        #expect(run.status == .exited(1) && run.output.contains("FAIL"), "\(run)")
        #expect(!run.output.contains("mpirun"), "\(run)")
    }

    private func mpirun(_ options: String, on stage: Stage) async throws -> Tool.Run {
        try stage.local.write(Array("localhost slots=2\n".utf8), to: "hosts")
        let words = Ranks.words("parallel-write --dst \(stage.root) --nprocess 2 \(options)", on: stage)
        return try await Tool(
            in: stage.local.path,
            environment: Mpirun().environment + ["ALLUXIO_STRESS=\(Tool.path)"]
        ).runOther("\(Recipes.folder)/mpirun/run", ["hosts"] + words)
    }

    /// Runs the command line that the batch script's comment gives, for three tasks on this machine.
    private func submit(on stage: Stage, _ environment: [String], _ slurm: SlurmOfOneMachine) async throws
        -> (run: Tool.Run, output: String)
    {
        let script = "slurm/alluxio-stress.sbatch"
        let example = try #require(
            try Recipes.text(script).split(separator: "\n").first { $0.hasPrefix("#   ALLUXIO_STRESS_HOST=") }
        )
        let options = "--wait --nodes=1 --ntasks-per-node=3 --overcommit --output=out"
        let line = example.dropFirst(4)
            .replacing("proxy-1,proxy-2", with: "\(stage.server.host),localhost")
            .replacing("--nodes=8 alluxio-stress.sbatch", with: "\(options) \(Recipes.folder)/\(script)")
        let shared = [
            "ALLUXIO_STRESS_PORT=\(stage.server.port)", "PROCESSES=2", "ITERATIONS=2", "ROOT=\(stage.root)",
        ]
        let run = try await Tool(
            in: stage.local.path, environment: slurm.environment + shared + environment
        ).runOther("/bin/bash", ["-c", String(line)])
        let output = (try? stage.local.read("out")).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return (run, output)
    }

    @Test(
        "the batch script writes, reads and cleans on every task of a Slurm job, by all proxies it is given")
    func slurm() async throws {
        let slurm = try await SlurmOfOneMachine.started()
        let stage = try Stage(.embedded)
        let (run, output) = try await submit(on: stage, ["ALLUXIO_STRESS=\(Tool.path)"], slurm)
        #expect(run.status == .exited(0), "\(run)\n\(output)")
        for name in ["write.json", "read.json"] {
            let result = try Ranks.result(stage.local.path(name))
            #expect(result.nodes.count == 3 && result.totals.files == 3 * 2 * 2, "\(output)")
            let proxies = [stage.server.host, "localhost"].map { "\($0):\(stage.server.port)" }
            #expect(result.server.proxies == proxies)
        }
        #expect(try stage.names("") == [])
    }

    @Test("the batch script leaves files in place where a step fails, and says what cleans them")
    func slurmFails() async throws {
        let slurm = try await SlurmOfOneMachine.started()
        let stage = try Stage(.embedded)
        // Stands for a read that finds something.
        let program = try stage.local.write(
            Array("#!/bin/sh\n[ $1 != parallel-read ] || exit 1\nexec \(Tool.path) \"$@\"\n".utf8),
            to: "program")
        chmod(program, 0o755)
        let (run, output) = try await submit(on: stage, ["ALLUXIO_STRESS=\(program)"], slurm)
        #expect(run.status == .exited(1), "\(run)\n\(output)")
        #expect(try stage.names("") == ["node_0", "node_1", "node_2"])

        let told = try #require(
            output.split(separator: "\n").first { $0.hasPrefix("    srun ") }, "\(output)")
        let proxy = ["ALLUXIO_STRESS_HOST=\(stage.server.host)", "ALLUXIO_STRESS_PORT=\(stage.server.port)"]
        let clean = try await Tool(in: stage.local.path, environment: slurm.environment + proxy).runOther(
            "/bin/bash", ["-c", String(told.replacing("srun ", with: "srun --overcommit "))])
        #expect(clean.status == .exited(0), "\(clean)")
        #expect(try stage.names("") == [])
    }
}
