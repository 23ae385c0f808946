import Testing

/// srun, under a Slurm of this machine alone.
public final class SlurmOfOneMachine: Launcher {
    public static let isAtHand = Harness.isAtHand("slurm")

    private static let startedOnce = Task { try await SlurmOfOneMachine() }

    /// The one there is, for all tests that ask; the first waits until it takes jobs.
    public static func started() async throws -> SlurmOfOneMachine { try await startedOnce.value }

    public let name = "srun"
    public let environment: [String]
    private let harness: Harness

    private init() async throws {
        harness = try await Harness("slurm")
        environment = ["SLURM_CONF=\(harness.folder.path("slurm.conf"))"]
    }

    public func line(ranks: Int, options: [String]) -> [String] {
        ["srun", "--mpi=pmix", "--overcommit", "-n", "\(ranks)"] + options
    }
}
