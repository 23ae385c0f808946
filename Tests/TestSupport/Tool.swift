import Glibc
import OSThreads

/// The program under test, run as a user runs it.
public struct Tool: Sendable {
    /// What a run of it came to.
    public struct Run: Sendable, CustomStringConvertible {
        public var status: Subprocess.Status
        /// Standard output and standard error, as they came.
        public var output: String

        public var description: String { "\(status)\n\(output)" }
    }

    /// The program that was built with the tests.
    public static var path: String { path(of: "alluxio-stress") }

    /// Of another program that was built with the tests.
    public static func path(of program: String) -> String {
        let tests = URLPath(CommandLine.arguments[0])
        return tests.sibling(program) ?? ".build/debug/\(program)"
    }

    /// The name that the program is called by; its own where nil.
    public var name: String?
    /// Where it runs.
    public var folder: String
    /// `NAME=value`, added to nothing but PATH and what sanitizers are told.
    public var environment: [String]
    /// A command line that is given the tool's own and runs it, such as `["setpriv", "--reuid=65534"]`.
    public var through: [String]

    public init(
        in folder: String = "/", name: String? = nil, environment: [String] = [], through: [String] = []
    ) {
        self.folder = folder
        self.name = name
        self.environment = environment
        self.through = through
    }

    /// How many run at once: more would take each other's time, and with it the time limits that they are tested on.
    private static let places = Places(6)

    /// Runs it to its end, on a thread of its own.
    public func run(_ arguments: [String]) async throws -> Run {
        try await Self.places.hold { try await start(arguments).end() }
    }

    public func run(_ arguments: String...) async throws -> Run { try await run(arguments) }

    /// Runs another program in its place, such as one that looks at what it made.
    public func runOther(_ program: String, _ arguments: [String]) async throws -> Run {
        try await Self.places.hold {
            try await RunningTool(program, arguments, folder: folder, environment: environment).end()
        }
    }

    /// Starts it; the test reads what it writes and waits for it.
    public func start(_ arguments: [String]) throws -> RunningTool {
        var program = Self.path
        if let name {
            program = folder + "/" + name
            unlink(program)
            guard symlink(Self.path, program) == 0 else { throw SystemError(doing: "link \(program)") }
        }
        let line = through + [program] + arguments
        return try RunningTool(
            line[0], Array(line.dropFirst()), folder: folder, environment: environment)
    }
}

/// A path, for finding what stands beside it.
private struct URLPath {
    var text: String
    init(_ text: String) { self.text = text }

    func sibling(_ name: String) -> String? {
        guard let slash = text.lastIndex(of: "/") else { return nil }
        let path = text[...slash] + name
        return access(String(path), X_OK) == 0 ? String(path) : nil
    }
}
