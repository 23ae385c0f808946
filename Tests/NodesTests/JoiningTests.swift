import TestSupport
import Testing

@Suite("A process", .ownThread, .timeLimit(.minutes(20)))
struct JoiningTests {
    /// As of a rank whose launcher is gone.
    private static let launched = ["PMIX_NAMESPACE=1", "PMIX_RANK=0"]

    private func run(_ environment: [String]) async throws -> Tool.Run {
        try await Tool(environment: environment).runOther(LaunchedRanks.program, [])
    }

    @Test("that no launcher started is no rank, and the library is not looked for")
    func noLauncher() async throws {
        let run = try await run([])
        #expect(run.output == "no launcher; the library is not loaded\n")
        #expect(run.status == .exited(0))
    }

    @Test(
        "whose launcher speaks through a library that can't be used says which package has it",
        arguments: [("no library", "libpmix.so.2"), ("another", "PMIx_Init")])
    func noLibrary(what: String, named: String) async throws {
        let folder = try TemporaryFolder()
        if what == "another" {
            // Of what every program has.
            let other = try await Tool().runOther(
                "/bin/sh", ["-c", "cp $(ls -d /lib*/*/libm.so.6 | head -n 1) \(folder.path)/libpmix.so.2"])
            try #require(other.status == .exited(0), "\(other)")
        } else {
            try folder.write(Array("no library".utf8), to: "libpmix.so.2")
        }
        let run = try await run(Self.launched + ["LD_LIBRARY_PATH=\(folder.path)", "OMPI_COMM_WORLD_SIZE=2"])
        #expect(run.status == .exited(1), "\(run)")
        #expect(run.output.hasPrefix("failed: mpirun started this as a rank"), "\(run)")
        #expect(run.output.contains(named) && run.output.contains("Debian has it as libpmix2"), "\(run)")
    }

    @Test("whose launcher is gone says so", .enabled("there is no libpmix2: make deps") { Mpirun.isAtHand })
    func launcherGone() async throws {
        let run = try await run(Self.launched + ["SLURM_STEP_ID=0"])
        #expect(run.status == .exited(1), "\(run)")
        #expect(
            run.output.contains("srun started this as a rank of a run, but does not let it join"), "\(run)")
    }

    @Test(
        "whose launcher is silent gives up at the deadline",
        .enabled("there is no libpmix2: make deps") { Mpirun.isAtHand })
    func launcherSilent() async throws {
        let silent = try DeadPort(.ignores)
        let run = try await run(
            Self.launched + [
                "PMIX_SERVER_URI41=0.0;tcp4://127.0.0.1:\(silent.port)", "PMIX_SECURITY_MODE=native",
                "PMIX_BFROP_BUFFER_TYPE=PMIX_BFROP_BUFFER_NON_DESC", "PMIX_GDS_MODULE=hash",
                "PMIX_VERSION=4.2.2", "PATIENCE_SECONDS=1",
            ])
        #expect(run.status == .exited(1), "\(run)")
        #expect(
            run.output.contains("PMIx started this as a rank of a run, but has not let it join"), "\(run)")
    }
}
