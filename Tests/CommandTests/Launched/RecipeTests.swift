import FoundationEssentials
import Report
import TestSupport
import Testing

@Suite("The recipes of deploy/", .ownThread, .timeLimit(.minutes(20)))
struct RecipeTests {
    private static let package = #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined()
    private static let recipes = "\(package)/deploy"

    @Test("their scripts are what shellcheck takes")
    func shellcheck() async throws {
        let check = try await Tool().runOther(
            "/usr/bin/shellcheck",
            ["\(Self.recipes)/slurm/alluxio-stress.sbatch", "\(Self.recipes)/mpirun/run"])
        #expect(check.status == .exited(0), "\(check)")
    }

    @Test(
        "the Job is Kubernetes', and what its pods run is one run of four nodes, which begin at the time that they are told"
    )
    func kubernetes() async throws {
        let stage = try Stage(.embedded)
        let job = try await Tool().runOther(
            "\(Self.package)/.build/python/bin/python",
            [
                "\(Self.package)/Tests/CommandTests/Launched/check_job.py",
                "\(Self.recipes)/kubernetes/job.yaml", "RUN=4711", "START_AT=@START@",
            ])
        #expect(job.status == .exited(0), "\(job)")
        let line = job.output.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("--json=") }
        let host = try #require(line.firstIndex { $0.hasPrefix("--host=") })
        // Until which all must be ready, on a busy machine, too.
        let start = Date.now.addingTimeInterval(30).timeIntervalSince1970.rounded()
        let pods = try (0..<4).map { index in
            var words = line.map { $0.replacing("@START@", with: "\(Int(start))") }
            words[host] = "--host=\(stage.server.host):\(stage.server.port)"
            return try Tool(in: stage.local.path, environment: ["JOB_COMPLETION_INDEX=\(index)"]).start(
                words + ["--json", "node-\(index).json"])
        }
        for pod in pods {
            let end = try await pod.end()
            #expect(end.status == .exited(0), "\(end)")
        }
        let merged = try await Tool(in: stage.local.path).run(
            ["report", "--merge", "--json", "all.json"] + (0..<4).map { "node-\($0).json" })
        #expect(merged.status == .exited(0), "\(merged)")
        let all = try Ranks.result(stage.local.path("all.json"))
        #expect(all.nodes.map(\.node) == ["0", "1", "2", "3"] && all.run == 4711)
        #expect(all.iterations.first.map { $0.start >= start - 1 } == true)
    }

    @Test("the script for mpirun runs a command on each machine of a hostfile", .enabled(if: Mpirun.isAtHand))
    func mpirun() async throws {
        let stage = try Stage(.embedded)
        try stage.local.write(Array("localhost slots=2\n".utf8), to: "hosts")
        let words = Ranks.words("parallel-write --dst \(stage.root) --nprocess 2 --size 10KB", on: stage)
        let run = try await Tool(
            in: stage.local.path,
            environment: Mpirun().environment + ["ALLUXIO_STRESS=\(Tool.path)"]
        ).runOther("\(Self.recipes)/mpirun/run", ["hosts"] + words)
        #expect(run.status == .exited(0), "\(run)")
        #expect(try Ranks.result(stage.local.path("all.json")).nodes.count == 2)
    }

    @Test("the batch script writes, reads and cleans on every task of a Slurm job")
    func slurm() async throws {
        let slurm = try await SlurmOfOneMachine.started()
        let stage = try Stage(.embedded)
        let run = try await Tool(
            in: stage.local.path,
            environment: slurm.environment + [
                "ALLUXIO_STRESS=\(Tool.path)", "ALLUXIO_STRESS_HOST=\(stage.server.host)",
                "ALLUXIO_STRESS_PORT=\(stage.server.port)", "PROCESSES=2", "ITERATIONS=2",
                "ROOT=\(stage.root)",
            ]
        ).runOther(
            "/usr/bin/sbatch",
            [
                "--wait", "--nodes=1", "--ntasks-per-node=3", "--overcommit", "--output=out",
                "\(Self.recipes)/slurm/alluxio-stress.sbatch",
            ])
        let output = (try? stage.local.read("out")).map { String(decoding: $0, as: UTF8.self) } ?? ""
        #expect(run.status == .exited(0), "\(run)\n\(output)")
        let read = try Ranks.result(stage.local.path("read.json"))
        #expect(read.nodes.count == 3 && read.totals.checkedFiles == 3 * 2 * 2, "\(output)")
        #expect(try stage.names("") == [])
    }
}
