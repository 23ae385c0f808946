import FoundationEssentials
import Glibc
import Report
import TestSupport
import Testing

@Suite("The recipe for Kubernetes", .ownThread, .timeLimit(.minutes(20)))
struct KubernetesRecipeTests {
    @Test(
        "the Job is Kubernetes', and what its pods run is one run of four nodes, which begin at the time that they are told"
    )
    func kubernetes() async throws {
        let stage = try Stage(.embedded)
        let job = try await Tool().runOther(
            "\(Recipes.package)/.build/python/bin/python",
            [
                "\(Recipes.package)/Tests/CommandTests/Launched/check_job.py",
                "\(Recipes.folder)/kubernetes/job.yaml", "RUN=4711", "START_AT=@START@",
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

    /// A folder in which `kubectl` is one that knows the script's calls: a Job that is under way when it is first looked at, and then
    /// has this condition, and whose pods' logs are the files `log-N`.
    private func cluster(ending condition: String) async throws -> ResultFiles {
        let files = try ResultFiles()
        let kubectl = """
            #!/bin/sh
            case "$*" in
                "create -f -") cat >job.yaml ;;
                "get job/alluxio-stress-"*status.conditions*)
                    echo >>looks
                    case $(wc -l <looks) in 1) ;; 2) echo FailureTarget ;; *) echo "FailureTarget \(condition)" ;; esac ;;
                "get job/alluxio-stress-"*spec.completions*) echo 4 ;;
                "logs -l job-name=alluxio-stress-"*",batch.kubernetes.io/job-completion-index="*)
                    index=${3##*=}
                    cat log-$index ;;
                *) echo "kubectl: not $*" >&2; exit 1 ;;
            esac

            """
        chmod(try files.folder.write(Array(kubectl.utf8), to: "bin/kubectl"), 0o755)
        // Nothing needs time here.
        chmod(try files.folder.write(Array("#!/bin/sh\n".utf8), to: "bin/sleep"), 0o755)
        let server = try RunningServer(.embedded)
        for node in 0..<4 {
            let line = "parallel-write --size 10000 --nprocess 2 --node \(node) --nodes 4 --run 4711"
            #expect(try await files.run(line, on: server, named: "log-\(node)").status == .exited(0))
        }
        return files
    }

    /// Runs the script there.
    private func run(_ files: ResultFiles) async throws -> Tool.Run {
        let path = "PATH=\(files.folder.path("bin")):/usr/bin:/bin"
        return try await Tool(in: files.folder.path, environment: ["ALLUXIO_STRESS=\(Tool.path)"]).runOther(
            "/usr/bin/env", [path, "\(Recipes.folder)/kubernetes/run"])
    }

    @Test(
        "its script starts a Job with a number and a time of its own, waits for its end and adds up its pods' logs"
    )
    func script() async throws {
        let files = try await cluster(ending: "Complete")
        let before = Date.now.timeIntervalSince1970
        let run = try await run(files)
        #expect(run.status == .exited(0), "\(run)")
        #expect(run.output.contains("PASS 8 files stored"))
        #expect(try files.folder.read("looks").count == 3)
        let job = String(decoding: try files.folder.read("job.yaml"), as: UTF8.self)
        func value(of option: String) throws -> Int {
            let line = try #require(job.split(separator: "\n").first { $0.contains("- --\(option)=") })
            return try #require(Int(line.split(separator: "=").last ?? ""))
        }
        #expect(try value(of: "run") > 0)
        #expect(job.contains("name: alluxio-stress-\(try value(of: "run"))\n") && !job.contains("${"))
        #expect((before + 59...before + 120).contains(Double(try value(of: "start-at"))))
    }

    @Test(
        "of a pod that was killed its log is empty or cut off: the others' are added up, and its node is named"
    )
    func killed() async throws {
        let files = try await cluster(ending: "Failed")
        try files.folder.write([], to: "log-3")
        try files.folder.write(Array(try files.folder.read("log-1").prefix(1000)), to: "log-1")
        let run = try await run(files)
        #expect(run.status == .exited(1), "\(run)")
        #expect(run.output.contains("no result of nodes 1, 3, of 4 (--nodes)"), "\(run)")
        #expect(run.output.contains("4 files stored"), "\(run)")
    }

    @Test("where no pod left a result its script says so")
    func none() async throws {
        let files = try await cluster(ending: "Failed")
        for node in 0..<4 { try files.folder.write([], to: "log-\(node)") }
        let run = try await run(files)
        #expect(run.status == .exited(1) && run.output.contains("no node left a result"), "\(run)")
    }

    @Test("a pod that fails ends no other: an index has no second try, and no number of them ends the Job")
    func failure() throws {
        let job = try Recipes.text("kubernetes/job.yaml").split(separator: "\n").filter { !$0.contains("#") }
        #expect(job.contains("  backoffLimitPerIndex: 0"))
        #expect(!job.contains { $0.contains("backoffLimit:") || $0.contains("maxFailedIndexes:") })
    }
}
