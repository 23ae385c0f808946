import Glibc
import OSThreads

/// What starts the ranks of a run.
public protocol Launcher: Sendable {
    /// For the name of a test.
    var name: String { get }
    /// `NAME=value`, for the launcher and its ranks.
    var environment: [String] { get }
    /// A command line that the ranks' own is put behind.
    func line(ranks: Int, options: [String]) -> [String]
    /// A command line that runs another where the launcher is.
    var beside: [String] { get }
}

extension Launcher {
    /// Starts ranks, each with the same command line; the test reads what they write and waits for them.
    ///
    /// - Parameters:
    ///   - options: the launcher's own.
    ///   - seconds: after which all are ended, whatever they do.
    ///   - environment: `NAME=value`, for the ranks on this machine, besides.
    public func start(
        ranks: Int, options: [String] = [], _ command: [String], within seconds: Int = 120,
        environment more: [String] = [], in folder: String = "/"
    ) throws -> RunningTool {
        // timeout ends mpirun and srun, which end their ranks. When it is killed itself, they end the same way.
        let bounded = ["timeout", "--kill-after", "10", "\(seconds)", "setpriv", "--pdeathsig", "TERM"]
        let line = beside + bounded + line(ranks: ranks, options: options) + command
        return try RunningTool(
            "/usr/bin/env", line, folder: folder, environment: environment + more)
    }

    /// Runs them to their end.
    public func run(
        ranks: Int, options: [String] = [], _ command: [String], within seconds: Int = 120,
        environment more: [String] = [], in folder: String = "/"
    ) async throws -> Tool.Run {
        try await LaunchPlaces.places.hold {
            try await start(
                ranks: ranks, options: options, command, within: seconds, environment: more, in: folder
            ).end()
        }
    }

    public var beside: [String] { [] }
}

private enum LaunchPlaces {
    /// How many runs there are at once: each has many processes.
    static let places = Places(3)
}

/// mpirun, with all ranks on this machine.
public struct Mpirun: Launcher {
    public static let isAtHand = canRun("mpirun", "--version")

    public let name = "mpirun"
    public let environment = Self.asRoot

    public init() {}

    static let asRoot = ["OMPI_ALLOW_RUN_AS_ROOT=1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1"]

    public func line(ranks: Int, options: [String]) -> [String] {
        ["mpirun", "--oversubscribe", "-n", "\(ranks)"] + options
    }
}

/// Whether a program runs, and ends well.
func canRun(_ program: String, _ arguments: String...) -> Bool {
    guard let process = try? Subprocess("/usr/bin/env", [program] + arguments) else { return false }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 1)
    defer { buffer.deallocate() }
    let deadline = MonotonicTime.now + .seconds(30)
    while let count = try? process.read(into: buffer, until: deadline), count > 0 {}
    if MonotonicTime.now >= deadline { process.send(signal: SIGKILL) }
    return process.wait() == .exited(0)
}
