import TestSupport
import Testing

/// Where ranks are started.
enum Place: CaseIterable, CustomTestStringConvertible {
    case mpirun
    case srun
    case fourHosts

    /// Those that can be had here; with CI=true all, so that nothing is skipped there.
    static let atHand = allCases.filter { $0.isAtHand || environment("CI") == "true" }

    private var isAtHand: Bool {
        switch self {
        case .mpirun: Mpirun.isAtHand
        case .srun: SlurmOfOneMachine.isAtHand
        case .fourHosts: FourHosts.isAtHand
        }
    }

    func launcher() async throws -> any Launcher {
        switch self {
        case .mpirun: Mpirun()
        case .srun: try await SlurmOfOneMachine.started()
        case .fourHosts: try await FourHosts.started()
        }
    }

    /// As a rank says it.
    var launcherName: String { self == .srun ? "srun" : "mpirun" }

    var testDescription: String {
        switch self {
        case .mpirun: "mpirun"
        case .srun: "srun"
        case .fourHosts: "mpirun over four hosts"
        }
    }
}
